package backproplab.ui.view;

import backproplab.ui.chart.Numbers;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import java.util.Optional;
import java.util.OptionalInt;

/// Of a network with maps: which sample is seen in them, and whether forward or on the way back.
final class MapBar extends HBox {
    private static final String HELP = "The sample of the training set that the maps and units show, from 1";

    private final NetworkControl control;
    private final EntryBox number = new EntryBox(this::offer, this::step);
    private int sample;
    private int samples = 1;

    MapBar(NetworkControl control) {
        super(4);
        this.control = control;
        setAlignment(Pos.CENTER_LEFT);
        Label label = new Label("Sample");
        label.setLabelFor(number);
        label.setMinWidth(USE_PREF_SIZE);
        number.setId("map-sample");
        number.setPrefColumnCount(4);
        number.setAccessibleText("Sample");
        number.setAccessibleHelp(HELP);
        number.setTooltip(new Tooltip(HELP));
        number.setMinWidth(40);
        Controls.compact(number);
        ToggleGroup group = new ToggleGroup();
        ToggleButton forward =
                Controls.pill(
                        "inside-activation",
                        "a",
                        "Inside: the activations of the sample, each layer on its own scale",
                        "left-pill",
                        group);
        ToggleButton backward =
                Controls.pill(
                        "inside-delta",
                        "δ",
                        "Inside: δ = ∂L/∂z of the sample, on a logarithmic scale that is the same for all layers",
                        "right-pill",
                        group);
        forward.setSelected(true);
        Controls.keepOneSelected(group);
        backward.selectedProperty()
                .addListener((_, _, selected) ->
                        control.showInside(selected ? NetworkWish.Inside.DELTA : NetworkWish.Inside.ACTIVATION));
        HBox pills = new HBox(forward, backward);
        pills.setAlignment(Pos.CENTER_LEFT);
        pills.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(label, number, pills);
        show(0, 1);
    }

    /// @param now from 0
    /// @param count of the training set
    void show(int now, int count) {
        sample = now;
        samples = count;
        number.show(String.valueOf(now + 1));
    }

    private Optional<String> offer(String text) {
        OptionalInt wanted = NumberText.parseWhole(text);
        if (wanted.isEmpty() || wanted.getAsInt() < 1 || wanted.getAsInt() > samples) {
            String refusal =
                    "`%s` is no sample; type a number from 1 to %s".formatted(text.strip(), Numbers.count(samples));
            control.say(refusal);
            return Optional.of(refusal);
        }
        control.say("");
        control.showSample(wanted.getAsInt() - 1);
        return Optional.empty();
    }

    private void step(int by) {
        control.showSample(Math.clamp((long) sample + by, 0, samples - 1));
    }
}
