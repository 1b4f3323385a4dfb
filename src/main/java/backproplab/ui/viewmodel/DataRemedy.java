package backproplab.ui.viewmodel;

import backproplab.data.DataFinding;
import backproplab.experiment.DataSource;
import backproplab.layer.OutputFunctions;
import backproplab.loss.Link;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the program itself can do about a finding of the data doctor, or why it leaves that to the user.
public sealed interface DataRemedy {
    /// Has the inputs standardised; the program does it where data are made.
    record Standardise() implements DataRemedy {}

    /// The run goes on with another loss or another function of its output.
    ///
    /// @param label what it does, for a button
    record Change(String label, TrainingSetup next) implements DataRemedy {}

    /// @param sentence why there is no button, and where it can be done
    record ByHand(String sentence) implements DataRemedy {}

    /// @param finding about the training set of `setup`
    static DataRemedy of(DataFinding finding, TrainingSetup setup, DataChoice data) {
        return switch (finding.kind()) {
            case LARGE_INPUTS, SMALL_INPUTS ->
                    data.standardise()
                            ? new ByHand("No button: “standardise” is on already, and works on the first input only.")
                            : new Standardise();
            case TARGETS_OUT_OF_RANGE -> linear(finding.name(), setup);
            case TARGETS_AT_LIMIT -> crossEntropy(finding.name(), setup);
            case CONSTANT_COLUMNS ->
                    new ByHand(
                            data.source() instanceof DataSource.Csv
                                    ? "No button: which columns count is chosen when the table is opened."
                                    : "No button: the program leaves no columns out of these data, and need not.");
            case OVERFLOWED_BYTES ->
                    new ByHand("No button: the program takes the numbers as they come. Correct the file and open it.");
            case UNBALANCED_CLASSES ->
                    new ByHand("No button: the program neither weighs nor repeats samples. Output has the matrix.");
        };
    }

    private static DataRemedy linear(String layer, TrainingSetup setup) {
        NetworkDescription network = setup.network();
        List<LayerDescription> layers =
                network.layers().stream()
                        .map(it -> it.name().equals(layer) ? it.with(OutputFunctions.IDENTITY) : it)
                        .toList();
        return new Change(
                "Take the identity in %s".formatted(layer),
                setup.with(new NetworkDescription(network.inputs(), layers)));
    }

    private static LayerDescription layerOf(TrainingSetup setup, String name) {
        return setup.network().layer(name).orElseThrow(() -> new IllegalArgumentException("no layer `" + name + "`"));
    }

    private static DataRemedy crossEntropy(String layer, TrainingSetup setup) {
        Optional<Link> link = layerOf(setup, layer).function().link();
        Tensor targets = setup.training().targets().get(layer);
        Optional<String> id =
                link.flatMap(it ->
                        switch (it) {
                            case SIGMOID -> Optional.of("binary_cross_entropy");
                            case SOFTMAX -> Optional.of("categorical_cross_entropy");
                            case LOG_SOFTMAX -> Optional.of("negative_log_likelihood");
                        });
        Optional<Loss> loss = id.map(it -> Losses.CATALOG.get(it).standard());
        if (targets == null || loss.filter(it -> LossFit.takes(it, targets)).isEmpty()) {
            return new ByHand(
                    "No button: there is no cross-entropy for this function and these targets, and the program moves no"
                            + " targets. For classes take targets of 0 and 1, sigmoid and binary cross-entropy.");
        }
        return new Change(
                "Take %s".formatted(LossFit.label(loss.get()).toLowerCase(Locale.ROOT)),
                setup.withLosses(with(loss.get(), layer, setup.losses())));
    }

    private static List<LossTerm> with(Loss loss, String layer, List<LossTerm> losses) {
        return losses.stream()
                .map(it ->
                        it.on().equals(layer)
                                ? new LossTerm(it.on(), loss, it.outputs(), it.time(), it.batch(), it.weight())
                                : it)
                .toList();
    }
}
