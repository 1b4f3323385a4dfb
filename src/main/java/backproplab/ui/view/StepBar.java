package backproplab.ui.view;

import backproplab.backprop.TraceSteps.Grain;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.StepModel;

import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// The buttons that walk through a pass, how fast it plays, how much is one step, and which samples it is of.
final class StepBar extends VBox {
    private static final String PREVIOUS_PHASE = "M2 3h2v10H2z M9 3v10L4 8z M14 3v10L9 8z";
    private static final String PREVIOUS = "M4 3h2v10H4z M13 3v10L6 8z";
    private static final String PLAY = "M4 2l10 6-10 6z";
    private static final String PAUSE = "M4 2h3v12H4z M9 2h3v12H9z";
    private static final String NEXT = "M3 3l7 5-7 5z M10 3h2v10h-2z";
    private static final String NEXT_PHASE = "M2 3l5 5-5 5z M7 3l5 5-5 5z M12 3h2v10h-2z";

    /// Of what is tried out, in pixels.
    private static final double NARROWEST = 260;

    private static final double WIDEST = 900;

    private final StepModel model;
    private final Runnable toTimeline;
    private final Label position = new Label();
    private final FlowPane line = new FlowPane(14, 4);
    private final WhatIfStrip whatIf;

    /// @param toTimeline gives the keys back to the steps
    StepBar(StepModel model, Runnable toTimeline) {
        this.model = model;
        this.toTimeline = toTimeline;
        this.whatIf = new WhatIfStrip(model);
        Button play = button("step-play", PLAY, "Play or stop (Space)", model::togglePlaying);
        play.getStyleClass().add("accent");
        SVGPath icon = (SVGPath) play.getGraphic();
        icon.contentProperty().bind(Bindings.when(model.playingProperty()).then(PAUSE).otherwise(PLAY));
        HBox walking =
                row(
                        button("step-previous-phase", PREVIOUS_PHASE, "Phase before (Page Up)", model::previousPhase),
                        button("step-previous", PREVIOUS, "Step before (←)", model::previous),
                        play,
                        button("step-next", NEXT, "Next step (→)", model::next),
                        button("step-next-phase", NEXT_PHASE, "Next phase (Page Down)", model::nextPhase));
        position.setId("step-position");
        position.getStyleClass().add("position-text");
        position.setMinWidth(Region.USE_PREF_SIZE);
        SampleBar samples = new SampleBar(model, toTimeline);
        line.getChildren().addAll(walking, speed(), position, grain(), samples, whatIf);
        line.setRowValignment(VPos.CENTER);
        line.widthProperty().subscribe(this::giveRest);
        whatIf.visibleProperty().subscribe(this::giveRest);
        setPadding(new Insets(2, 10, 6, 10));
        setSpacing(4);
        getChildren().addAll(line, samples.typing(), samples.problem());
        model.momentProperty().subscribe(this::show);
    }

    private void show(@Nullable Moment now) {
        position.setText(
                now == null
                        ? ""
                        : "step %s of %s"
                                .formatted(Numbers.count(now.index() + 1L), Numbers.count(now.steps().size())));
    }

    /// What is tried out stands beside the rest, so that nothing moves when it comes; where there is no room, below.
    private void giveRest() {
        double used = 0;
        for (Node it : line.getChildren()) {
            used += it.equals(whatIf) ? 0 : it.prefWidth(-1) + line.getHgap();
        }
        double rest = line.getWidth() - used;
        whatIf.setPrefWidth(Math.min(rest >= NARROWEST ? rest : line.getWidth(), WIDEST));
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(4, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button button(String id, String shape, String help, Runnable action) {
        SVGPath icon = new SVGPath();
        icon.setContent(shape);
        icon.getStyleClass().add("transport-icon");
        Button button = new Button(null, icon);
        button.setId(id);
        Controls.compact(button);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        button.setOnAction(_ -> action.run());
        button.setFocusTraversable(false); // each has a key, which is to stay with the steps
        return button;
    }

    /// From one step in four seconds to thirty in one, by powers of two.
    private Node speed() {
        Slider slider = new Slider(log2(StepModel.SLOWEST), log2(StepModel.FASTEST), log2(model.speedProperty().get()));
        slider.setId("step-speed");
        slider.setPrefWidth(80);
        slider.setBlockIncrement(1);
        slider.setAccessibleText("Steps per second when it plays");
        slider.setTooltip(new Tooltip("How many steps a second it plays"));
        Label text = new Label();
        text.setMinWidth(Region.USE_PREF_SIZE);
        text.textProperty().bind(model.speedProperty().map(it -> speedText(it.doubleValue())));
        slider.valueProperty().addListener((_, _, now) -> model.speedProperty().set(Math.pow(2, now.doubleValue())));
        slider.setOnMouseReleased(_ -> toTimeline.run());
        return row(slider, text);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static String speedText(double stepsPerSecond) {
        return String.format(Locale.ROOT, stepsPerSecond < 9.5 ? "%.1f/s" : "%.0f/s", stepsPerSecond);
    }

    private Node grain() {
        ComboBox<Grain> choice = new ComboBox<>();
        choice.setId("step-grain");
        choice.getItems().setAll(Grain.values());
        choice.setConverter(Texts.of(StepBar::text));
        choice.valueProperty().bindBidirectional(model.grainProperty());
        Controls.compactMenu(choice);
        choice.setOnHidden(_ -> toTimeline.run()); // Space is to play again
        choice.setAccessibleText("How much is one step");
        choice.setTooltip(new Tooltip("How much is one step: a layer, a unit, or every single product of every sum"));
        return choice;
    }

    private static String text(Grain grain) {
        return switch (grain) {
            case LAYER -> "layer by layer";
            case UNIT -> "unit by unit";
            case PRODUCT -> "product by product";
        };
    }
}
