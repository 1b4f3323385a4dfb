package backproplab.ui.view;

import backproplab.ui.chart.Numbers;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/// Above an unrolled layer: the way back, whose numbers are seen and which, and the time step that is looked at.
final class UnrolledBar extends HBox {
    private final UnrolledControl control;
    private final Label name = new Label();
    private final EntryBox sample;
    private final EntryBox time;
    private final Label ofSteps = new Label();
    private final HBox memory;
    private final ToggleButton gradient;
    private int samples = 1;
    private int steps = 1;
    private UnrolledLook look = new UnrolledLook(0, false, false);
    private int shownSample;

    /// What it can ask for.
    interface UnrolledControl {
        void close();

        void showSample(int sample);

        void showLook(UnrolledLook look);

        void say(String sentence);
    }

    UnrolledBar(UnrolledControl control) {
        super(8);
        this.control = control;
        setAlignment(Pos.CENTER_LEFT);
        setStyle("-fx-padding: 3 6 3 6;");
        setMinWidth(0);
        Button back = Controls.button("unrolled-back", "‹ Network", "Back to the whole network (Esc)");
        back.setOnAction(_ -> control.close());
        Controls.compact(back);
        back.setMinWidth(USE_PREF_SIZE);
        name.getStyleClass().add("view-title");
        name.setId("unrolled-name");
        name.setMinWidth(20);
        sample =
                box(
                        "unrolled-sample",
                        "Sample",
                        "The sample of the training set that is followed, from 1; it is traced by itself",
                        it -> whole(it, "sample", samples, control::showSample),
                        by -> control.showSample(Math.clamp((long) shownSample + by, 0, samples - 1)));
        time =
                box(
                        "unrolled-time",
                        "Time step",
                        "The time step that is looked at, from 1 (←, →, Home, End, or a click)",
                        it -> whole(it, "time step", steps, t -> control.showLook(look.at(t))),
                        this::step);
        memory = pills("unrolled-memory", "h", "c", "The state hₜ", "The memory cₜ", it -> showMemory(it));
        HBox direction =
                pills(
                        "unrolled-backward",
                        "Value",
                        "∂L/∂h",
                        "The numbers of the forward pass",
                        "What the loss does when they grow, on a logarithmic scale that is the same everywhere",
                        it -> control.showLook(new UnrolledLook(look.chosen(), it, look.ofMemory())));
        gradient = (ToggleButton) direction.getChildren().getLast();
        getChildren().setAll(back, name, labelled("Sample", sample), direction, memory, labelled("t =", time), ofSteps);
    }

    private void showMemory(boolean ofMemory) {
        control.showLook(new UnrolledLook(look.chosen(), look.backward(), ofMemory));
    }

    /// Looks at an earlier or a later time step.
    void step(int by) {
        control.showLook(look.at(Math.clamp((long) look.chosen() + by, 0, steps - 1)));
    }

    private static EntryBox box(
            String id,
            String name,
            String help,
            java.util.function.Function<String, Optional<String>> offer,
            IntConsumer step) {
        EntryBox box = new EntryBox(offer, step);
        box.setId(id);
        box.setPrefColumnCount(4);
        box.setAccessibleText(name);
        box.setAccessibleHelp(help);
        box.setTooltip(new Tooltip(help));
        box.setMinWidth(40);
        Controls.compact(box);
        return box;
    }

    private static HBox labelled(String text, EntryBox box) {
        Label label = new Label(text);
        label.setLabelFor(box);
        label.setMinWidth(USE_PREF_SIZE);
        HBox part = new HBox(4, label, box);
        part.setAlignment(Pos.CENTER_LEFT);
        return part;
    }

    private interface Choice {
        void taken(boolean second);
    }

    private static HBox pills(
            String id, String first, String second, String firstHelp, String secondHelp, Choice choice) {
        ToggleGroup group = new ToggleGroup();
        ToggleButton one = Controls.pill(id + "-off", first, firstHelp, "left-pill", group);
        ToggleButton other = Controls.pill(id, second, secondHelp, "right-pill", group);
        one.setSelected(true);
        Controls.keepOneSelected(group);
        other.selectedProperty().addListener((_, _, selected) -> choice.taken(selected));
        HBox pills = new HBox(one, other);
        pills.setAlignment(Pos.CENTER_LEFT);
        pills.setMinWidth(USE_PREF_SIZE);
        return pills;
    }

    private Optional<String> whole(String text, String noun, int most, IntConsumer taken) {
        OptionalInt wanted = NumberText.parseWhole(text);
        if (wanted.isEmpty() || wanted.getAsInt() < 1 || wanted.getAsInt() > most) {
            String refusal =
                    "`%s` is no %s; type a number from 1 to %s".formatted(text.strip(), noun, Numbers.count(most));
            control.say(refusal);
            return Optional.of(refusal);
        }
        control.say("");
        taken.accept(wanted.getAsInt() - 1);
        return Optional.empty();
    }

    /// @param nowSample from 0
    /// @param hasMemory whether the layer is an LSTM
    void show(String layer, UnrolledLook now, int nowSample, int countSamples, int countSteps, boolean hasMemory) {
        name.setText(layer);
        name.setTooltip(new Tooltip("The layer `%s`, unrolled over time".formatted(layer)));
        gradient.setText("∂L/∂" + (now.ofMemory() ? "c" : "h"));
        look = now;
        samples = countSamples;
        steps = countSteps;
        shownSample = nowSample;
        sample.show(String.valueOf(nowSample + 1));
        time.show(String.valueOf(now.chosen() + 1));
        ofSteps.setText("of " + Numbers.count(countSteps));
        ofSteps.setMinWidth(USE_PREF_SIZE);
        memory.setVisible(hasMemory);
        memory.setManaged(hasMemory);
    }
}
