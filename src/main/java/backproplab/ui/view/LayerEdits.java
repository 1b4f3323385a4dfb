package backproplab.ui.view;

import backproplab.layer.Dense;
import backproplab.layer.Layer;
import backproplab.layer.OutputFunction;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.LabModel;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// [NetworkEdits] for the controls that ask for them: an edit takes effect on the model, or a sentence is shown and
/// nothing changes.
final class LayerEdits {
    private static final int MOST_UNITS = 65_536;

    private final LabModel model;
    private final Consumer<String> problem;

    /// @param problem shows a sentence; the empty one takes it away
    LayerEdits(LabModel model, Consumer<String> problem) {
        this.model = model;
        this.problem = problem;
    }

    private TrainingSetup setup() {
        return model.setupProperty().get();
    }

    /// 0 for a layer that has no number of its own.
    int units(String layer) {
        return setup().network()
                .layer(layer)
                .map(it -> it.layer() instanceof Dense dense ? dense.units() : 0)
                .orElse(0);
    }

    /// @return why not
    Optional<String> offerUnits(String layer, String text) {
        OptionalInt number = NumberText.parseWhole(text);
        if (number.isEmpty()) {
            return refused("a layer needs a whole number of units, got `%s`".formatted(text.strip()));
        }
        return resize(layer, number.getAsInt());
    }

    Optional<String> resize(String layer, int units) {
        if (units < 1 || units > MOST_UNITS) {
            return refused("a layer has from 1 to %d units, got %d".formatted(MOST_UNITS, units));
        }
        return apply(NetworkEdits.resize(setup(), layer, units));
    }

    Optional<String> change(String layer, Layer kind) {
        return apply(NetworkEdits.change(setup(), layer, kind));
    }

    /// While a slider moves.
    void preview(String layer, Layer kind) {
        if (NetworkEdits.change(setup(), layer, kind) instanceof NetworkEdits.Result.Changed changed) {
            model.preview(changed.setup());
        }
    }

    Optional<String> changeFunction(String layer, OutputFunction function) {
        return apply(NetworkEdits.changeFunction(setup(), layer, function));
    }

    /// @return why not
    Optional<String> add(String beside) {
        return apply(NetworkEdits.add(setup(), beside));
    }

    Optional<String> add(String beside, Layer kind) {
        return apply(NetworkEdits.add(setup(), beside, kind));
    }

    Optional<String> remove(String layer) {
        return apply(NetworkEdits.remove(setup(), layer));
    }

    /// @param later towards the output
    Optional<String> move(String layer, boolean later) {
        return apply(NetworkEdits.move(setup(), layer, later));
    }

    Optional<String> refused(String sentence) {
        problem.accept(sentence);
        return Optional.of(sentence);
    }

    private Optional<String> apply(NetworkEdits.Result result) {
        return switch (result) {
            case NetworkEdits.Result.Changed changed -> {
                model.change(changed.setup());
                problem.accept("");
                yield Optional.empty();
            }
            case NetworkEdits.Result.Refused refused -> refused(refused.sentence());
        };
    }
}
