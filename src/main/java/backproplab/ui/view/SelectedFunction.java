package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.catalog.Catalog;
import backproplab.layer.LearnedElementwise;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.statistics.UnitRanges;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingProgress;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The function of the selected layer as the model holds it at this moment.
final class SelectedFunction {
    private final LabModel model;

    SelectedFunction(LabModel model) {
        this.model = model;
    }

    /// What the view shows of it.
    ActivationSubject subject(Optional<ActivationSubject.Named> compared) {
        Selection selection = model.selectionProperty().get();
        TrainingProgress.@Nullable Evaluated evaluated = model.evaluationProperty().get();
        Optional<ActivationSubject.Judged> judged =
                Optional.ofNullable(evaluated)
                        .flatMap(it -> ActivationSubject.Judged.of(it.units(), selection.layer()));
        return new ActivationSubject(
                selection.layer(),
                label(),
                drawn(),
                kind(),
                note(),
                compared,
                judged,
                model.isJudged(),
                judged.flatMap(it -> unit(selection, it.layer().ranges())));
    }

    private static Optional<ActivationSubject.UnitZ> unit(Selection selection, UnitRanges ranges) {
        int unit = selection.unit().orElse(-1);
        return unit >= 0 && unit < ranges.units()
                ? Optional.of(new ActivationSubject.UnitZ(unit, ranges.min(unit), ranges.mean(unit), ranges.max(unit)))
                : Optional.empty();
    }

    Optional<LayerDescription> layer() {
        return model.setupProperty().get().network().layer(model.selectionProperty().get().layer());
    }

    private OutputFunction function() {
        return layer().map(LayerDescription::function).orElse(OutputFunctions.IDENTITY);
    }

    Catalog.Description description() {
        return OutputFunctions.describe(function());
    }

    /// Its name in menus.
    String label() {
        return OutputFunctions.CATALOG.get(description().id()).label();
    }

    private ActivationSubject.Kind kind() {
        if (function().equals(OutputFunctions.IDENTITY)) {
            return ActivationSubject.Kind.IDENTITY;
        }
        return function().elementwise().isPresent() ? ActivationSubject.Kind.ELEMENTWISE : ActivationSubject.Kind.JOINT;
    }

    /// A curve over one z: of softmax a slice, of a function that learns what it has become.
    Activation drawn() {
        Optional<LearnedActivation> learned = learned();
        return learned.isPresent()
                ? learnedNow(learned.get()).map(it -> learned.get().at(it.value())).orElse(learned.get())
                : function().elementwise().orElseGet(this::slice);
    }

    private SoftmaxSlice slice() {
        return new SoftmaxSlice(units() - 1, description().id().equals("log_softmax"));
    }

    private int units() {
        return layer().map(it -> model.setupProperty().get().network().infer().shapes().get(it.name()))
                .map(it -> it.last())
                .orElse(1);
    }

    private String note() {
        if (kind() == ActivationSubject.Kind.JOINT) {
            return "Drawn: the output of one unit against its own z while the other %d stand at z = 0, and its slope."
                    .formatted(units() - 1);
        }
        return learned()
                .map(it -> learnedNow(it).map(now -> learnedText(it, now)).orElse(it.parameter() + " is learned."))
                .orElse("");
    }

    /// Whether it changes with every step.
    boolean isLearned() {
        return learned().isPresent();
    }

    private Optional<LearnedActivation> learned() {
        return function().elementwise().filter(LearnedActivation.class::isInstance).map(LearnedActivation.class::cast);
    }

    /// A learned number as training has made it.
    ///
    /// @param whose as in ` for channel 2`; empty when all share it
    private record LearnedNow(double value, String whose) {}

    private Optional<LearnedNow> learnedNow(LearnedActivation learned) {
        Parameters.Key key = new Parameters.Key(model.selectionProperty().get().layer(), learned.parameter());
        Tensor numbers = model.numbersProperty().get().parameters().asMap().get(key);
        if (numbers == null) {
            return Optional.empty();
        }
        Shape item = model.setupProperty().get().network().infer().shapes().get(key.layer());
        int element = model.selectionProperty().get().unit().orElse(0);
        int number = item == null ? 0 : LearnedElementwise.numberOf(item, numbers.size(), element);
        String whose =
                numbers.size() == 1
                        ? ""
                        : (item != null && item.rank() == 3 ? " for channel " : " for unit ") + (number + 1);
        return Optional.of(new LearnedNow(numbers.get(number), whose));
    }

    private static String learnedText(LearnedActivation learned, LearnedNow now) {
        return "%s is learned, and is %s now%s; the setting is what a new run starts from."
                .formatted(
                        learned.parameter(),
                        NumberText.of(now.value()),
                        now.whose().isEmpty() ? "" : now.whose() + ", which is drawn");
    }
}
