package backproplab.ui.view;

import backproplab.network.Parameters;
import backproplab.training.Command;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NumberId;
import backproplab.ui.viewmodel.UnitNames;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import java.util.Optional;
import java.util.OptionalDouble;

/// The bias of the selected unit, to be set by hand. It keeps its place where there is none.
final class UnitBias extends HBox {
    private static final double STEP = 0.1;

    private final LabModel model;
    private final NetworkControl control;
    private final EntryBox box;
    private Optional<NumberId> shown = Optional.empty();
    private double now;

    UnitBias(LabModel model, NetworkControl control) {
        super(3);
        this.model = model;
        this.control = control;
        setAlignment(Pos.CENTER_LEFT);
        box = new EntryBox(this::offer, by -> set(now + by * STEP));
        box.setId("unit-bias");
        box.setTooltip(new Tooltip("The bias of the selected unit; Enter takes the number"));
        box.setPrefColumnCount(8);
        Controls.compact(box);
        box.setMinWidth(40);
        Label label = new Label("bias");
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(label, box);
        showNone();
    }

    /// No unit is selected.
    void showNone() {
        shown = Optional.empty();
        setDisable(true);
        now = 0;
        box.setAccessibleText("Bias of the selected unit");
        box.show("");
    }

    /// @param key of the biases of the selected unit's layer, which may have none
    /// @param index of the unit, or of its channel
    void show(Command.Snapshot run, Parameters.Key key, int index) {
        OptionalDouble value = WeightCards.valueOf(run, key, index);
        if (value.isEmpty()) {
            showNone();
            return;
        }
        shown = Optional.of(new NumberId(key, index));
        setDisable(false);
        now = value.getAsDouble();
        box.setAccessibleText("Bias of " + new UnitNames(run.setup()).ofParameter(key, index));
        box.show(NumberText.of(now));
    }

    private Optional<String> offer(String text) {
        OptionalDouble number = NumberText.parse(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            String sentence = "`%s` is no number; type one such as 0.25".formatted(text.strip());
            control.say(sentence);
            return Optional.of(sentence);
        }
        control.say("");
        set(number.getAsDouble());
        return Optional.empty();
    }

    private void set(double value) {
        now = value;
        shown.ifPresent(it -> model.setParameter(it.key(), it.index(), value));
    }
}
