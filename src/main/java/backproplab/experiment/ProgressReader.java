package backproplab.experiment;

import backproplab.catalog.Spelling;
import backproplab.data.Dataset;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `progress` of a saved run.
final class ProgressReader {
    static final String STEP = "step";
    static final String EPOCH = "epoch";
    static final String BATCH = "batch";
    static final String UPDATES = "updates";
    static final String OPTIMIZER = "optimizer";
    private static final String REQUIRED = "save the run again, or remove `progress` to start afresh";

    private final Fields progress;
    private final Parameters parameters;
    private final List<String> slotNames;
    private final Map<Parameters.Key, Map<String, Tensor>> slots = new LinkedHashMap<>();

    private ProgressReader(Fields progress, Parameters parameters, List<String> slotNames) {
        this.progress = progress;
        this.parameters = parameters;
        this.slotNames = slotNames;
    }

    static Optional<Progress> read(
            Field field, NetworkDescription network, UpdateRule rule, TrainingOptions training, Dataset samples) {
        int trained = samples.samples() - samples.split(training.testShare(), 0).test().map(Dataset::samples).orElse(0);
        int batches = Math.ceilDiv(trained, Math.min(training.batchSize(), trained));
        return field.object()
                .flatMap(it ->
                        new ProgressReader(it, Parameters.initial(network, 0), rule.optimizer().slotNames())
                                .read(batches));
    }

    private Optional<Progress> read(int batchesPerEpoch) {
        int before = progress.problems().count();
        long step = count(STEP, Long.MAX_VALUE);
        long epoch = count(EPOCH, Long.MAX_VALUE);
        long batch = count(BATCH, batchesPerEpoch - 1L);
        long updates = count(UPDATES, Long.MAX_VALUE);
        progress.find(OPTIMIZER).flatMap(Field::object).ifPresent(this::layers);
        progress.refuseUnknown();
        return progress.problems().count() > before
                ? Optional.empty()
                : Optional.of(new Progress(step, epoch, (int) batch, updates, slots));
    }

    private long count(String name, long max) {
        return progress.require(name, REQUIRED).flatMap(it -> it.whole(0, max)).orElse(0L);
    }

    private void layers(Fields layers) {
        for (Parameters.Parameter parameter : parameters.trained()) {
            Parameters.Key key = parameter.key();
            layers.find(key.layer())
                    .flatMap(Field::object)
                    .flatMap(it -> it.find(key.name()))
                    .flatMap(Field::object)
                    .ifPresent(it -> slots.put(key, slots(it, parameter)));
        }
        for (String layer : layers.names()) {
            refuseUnknown(
                    layers.find(layer),
                    parameters.trained().stream()
                            .map(Parameters.Parameter::key)
                            .filter(it -> it.layer().equals(layer))
                            .map(Parameters.Key::name)
                            .toList());
        }
    }

    private static void refuseUnknown(Optional<Field> layer, List<String> known) {
        layer.flatMap(Field::object)
                .ifPresent(object -> {
                    for (String name : object.names()) {
                        if (!known.contains(name)) {
                            object.find(name)
                                    .orElseThrow()
                                    .problem(
                                            "no layer of that name trains a parameter `%s`".formatted(name),
                                            Spelling.nearest(name, known)
                                                    .map("did you mean `%s`?"::formatted)
                                                    .orElse("remove it"));
                        }
                    }
                });
    }

    private Map<String, Tensor> slots(Fields object, Parameters.Parameter parameter) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : slotNames) {
            Optional<Field> field =
                    object.require(name, "the optimizer remembers %s".formatted(String.join(", ", slotNames)));
            field.flatMap(TensorReader::read)
                    .ifPresent(tensor -> {
                        if (tensor.shape().equals(parameter.value().shape())) {
                            tensors.put(name, tensor);
                        } else {
                            field.get()
                                    .problem(
                                            "the shape is %s, that of the parameter %s"
                                                    .formatted(tensor.shape(), parameter.value().shape()),
                                            "remove `%s` from `%s` to let the optimizer start afresh"
                                                    .formatted(OPTIMIZER, ExperimentReader.PROGRESS));
                        }
                    });
        }
        for (String name : object.names()) {
            if (!slotNames.contains(name)) {
                object.find(name)
                        .orElseThrow()
                        .problem(
                                "the optimizer does not remember `%s`".formatted(name),
                                "remove `%s` from `%s` to let it start afresh"
                                        .formatted(OPTIMIZER, ExperimentReader.PROGRESS));
            }
        }
        return tensors;
    }
}
