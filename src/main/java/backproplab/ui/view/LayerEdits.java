package backproplab.ui.view;

import backproplab.layer.Layer;
import backproplab.layer.OutputFunction;
import backproplab.network.LayerDescription;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.Edit;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.LayerSize;
import backproplab.ui.viewmodel.LossEdits;
import backproplab.ui.viewmodel.NetworkEdits;
import backproplab.ui.viewmodel.Selection;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/// [NetworkEdits] for the controls that ask for them: an edit takes effect on the model, or a sentence is shown and
/// nothing changes.
final class LayerEdits {
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

    /// How many units or filters it has; 0 for a layer that has no number of its own.
    int units(String layer) {
        return setup().network().layer(layer).flatMap(it -> LayerSize.of(it.layer())).map(LayerSize::size).orElse(0);
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
        return apply(NetworkEdits.resize(setup(), layer, units));
    }

    Optional<String> change(String layer, Layer kind) {
        return apply(NetworkEdits.change(setup(), layer, kind));
    }

    /// While a slider moves.
    void preview(String layer, Layer kind) {
        if (NetworkEdits.change(setup(), layer, kind) instanceof Edit.Changed changed) {
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
        return applyAndSelect(NetworkEdits.add(setup(), beside, kind));
    }

    /// With the weights of `owner`.
    Optional<String> addShared(String beside, String owner) {
        return applyAndSelect(NetworkEdits.addShared(setup(), beside, owner));
    }

    /// @param owner whose weights it has from now on; empty for some of its own
    Optional<String> share(String layer, Optional<String> owner) {
        return apply(
                owner.map(it -> NetworkEdits.share(setup(), layer, it))
                        .orElseGet(() -> NetworkEdits.unshare(setup(), layer)));
    }

    Optional<String> feed(String layer, List<String> inputs) {
        return apply(NetworkEdits.feed(setup(), layer, inputs));
    }

    Optional<String> remove(String layer) {
        return apply(NetworkEdits.remove(setup(), model.dataProperty().get(), layer));
    }

    /// @param later towards the output
    Optional<String> move(String layer, boolean later) {
        return apply(NetworkEdits.move(setup(), layer, later));
    }

    /// A loss on a layer that has none.
    Optional<String> addLoss(String layer) {
        return apply(LossEdits.add(setup(), model.dataProperty().get(), layer));
    }

    /// A new output behind `layer`, with a loss of its own.
    Optional<String> addHead(String layer) {
        return apply(LossEdits.addHead(setup(), model.dataProperty().get(), layer));
    }

    /// @param term the position of the loss among all
    Optional<String> moveLoss(int term, String layer) {
        return apply(LossEdits.move(setup(), model.dataProperty().get(), term, layer));
    }

    /// @param term the position of the loss among all
    Optional<String> removeLoss(int term) {
        return apply(LossEdits.remove(setup(), model.dataProperty().get(), term));
    }

    Optional<String> refused(String sentence) {
        problem.accept(sentence);
        return Optional.of(sentence);
    }

    /// The new layer becomes the selected one, so that its settings are seen.
    private Optional<String> applyAndSelect(Edit edit) {
        Set<String> before = new HashSet<>(names());
        Optional<String> refusal = apply(edit);
        names().stream()
                .filter(it -> !before.contains(it))
                .findFirst()
                .ifPresent(it -> model.selectionProperty().set(Selection.of(it)));
        return refusal;
    }

    private List<String> names() {
        return setup().network().layers().stream().map(LayerDescription::name).toList();
    }

    private Optional<String> apply(Edit edit) {
        return switch (edit) {
            case Edit.Changed changed -> {
                changed.data()
                        .ifPresentOrElse(it -> model.change(changed.setup(), it), () -> model.change(changed.setup()));
                problem.accept("");
                yield Optional.empty();
            }
            case Edit.Refused refused -> refused(refused.sentence());
        };
    }
}
