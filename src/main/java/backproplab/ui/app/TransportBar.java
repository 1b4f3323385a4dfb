package backproplab.ui.app;

import backproplab.training.TrainingProgress;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// Start, pause, step, epoch, reset, speed, and where the run stands. Binds to the model and decides nothing.
final class TransportBar extends HBox {
    private static final String TO_START = "M3 3h2v10H3z M13 3v10L6 8z";
    private static final String SLIDERS =
            "M2 3h7v1.6H2z M12 3h2v1.6h-2z M9.6 1.8h1.8v4H9.6z M2 7.2h2v1.6H2z M7 7.2h7v1.6H7z M4.6 6h1.8v4H4.6z"
                    + " M2 11.4h7v1.6H2z M12 11.4h2v1.6h-2z M9.6 10.2h1.8v4H9.6z";
    private static final String PLAY = "M4 2l10 6-10 6z";
    private static final String PAUSE = "M4 2h3v12H4z M9 2h3v12H9z";
    private static final String STEP = "M3 3l7 5-7 5z M11 3h2v10h-2z";
    private static final String EPOCH = "M2 3l5 5-5 5z M7 3l5 5-5 5z M12 3h2v10h-2z";
    private static final String DICE =
            "M3 2h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1z M5 5h2v2H5z M9 9h2v2H9z M9"
                    + " 5h2v2H9z M5 9h2v2H5z";

    /// The slider runs over powers of ten of steps per second; its last notch is "as fast as it goes".
    private static final double FASTEST_NOTCH = 5;

    private static final double WIDEST_TITLE = 230;
    private static final double ROOM_FOR_NAMES = 1200;

    private final LabModel model;
    private final Label position = new Label();
    private boolean behind;

    TransportBar(LabModel model, LabWindow window) {
        this.model = model;
        getStyleClass().add("transport-bar");
        setAlignment(Pos.CENTER_LEFT);
        Button settings = button("settings", SLIDERS, "Show or hide the settings (F9)", window::toggleSettings);
        Button reset = button("reset", TO_START, "Reset: the same weights as at the start (Ctrl+R)", model::reset);
        Button dice = button("new-weights", DICE, "New weights, from the next seed (Ctrl+Shift+R)", model::newWeights);
        Button play = button("play", PLAY, "Train or pause (Space)", model::toggleRunning);
        window.steps()
                .openProperty()
                .subscribe(stepping -> { // there Space plays the steps
                    play.getStyleClass().remove("accent");
                    play.getStyleClass().addAll(stepping ? List.of() : List.of("accent"));
                });
        SVGPath icon = (SVGPath) play.getGraphic();
        icon.contentProperty().bind(Bindings.when(model.runningProperty()).then(PAUSE).otherwise(PLAY));
        Button step = button("step", STEP, "One step: one update on the next batch (S)", model::makeStep);
        Button epoch = button("epoch", EPOCH, "To the end of the epoch (E)", model::finishEpoch);
        getChildren().addAll(settings, experiment(window), new Separator(Orientation.VERTICAL));
        getChildren().addAll(reset, dice, play, step, epoch, new Separator(Orientation.VERTICAL));
        getChildren().addAll(speed());
        getChildren()
                .addAll(
                        new Separator(Orientation.VERTICAL),
                        perspective(
                                window,
                                Perspective.STEPS,
                                "stepping",
                                "Steps",
                                "Backward pass",
                                "Step through the pass of one sample, with every number; or back to the training (F4)",
                                window.steps().openProperty()),
                        perspective(
                                window,
                                Perspective.CHECK,
                                "checking",
                                "Check",
                                "Gradient check",
                                "Hold every gradient against what moving its number does to the loss; or back to the"
                                        + " training (F7)",
                                window.check().openProperty()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(gap, position());
    }

    /// The name of what is open, and what else could be.
    private MenuButton experiment(LabWindow window) {
        MenuButton menu = new MenuButton();
        menu.setId("experiment");
        menu.setFocusTraversable(false);
        menu.setMinWidth(0);
        menu.setMaxWidth(WIDEST_TITLE);
        menu.setMnemonicParsing(false);
        menu.textProperty().bind(model.documentProperty().map(Document::title));
        menu.setTooltip(new Tooltip("The experiment that is open; choose another one"));
        menu.setAccessibleText("Choose an experiment");
        menu.getItems().addAll(LabMenus.samples(window.files()).stream().map(Action::item).toList());
        menu.getItems().addAll(new SeparatorMenuItem(), Action.of("Open …", "", window.files()::open).item());
        return menu;
    }

    private ToggleButton perspective(
            LabWindow window,
            Perspective perspective,
            String id,
            String brief,
            String text,
            String help,
            ReadOnlyBooleanProperty open) {
        ToggleButton button = new ToggleButton();
        button.textProperty().bind(Bindings.when(widthProperty().lessThan(ROOM_FOR_NAMES)).then(brief).otherwise(text));
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleHelp(help);
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> window.toggle(perspective));
        open.subscribe(button::setSelected);
        return button;
    }

    private static Button button(String id, String shape, String help, Runnable action) {
        SVGPath icon = new SVGPath();
        icon.setContent(shape);
        icon.setFillRule(FillRule.EVEN_ODD);
        icon.getStyleClass().add("transport-icon");
        Button button = new Button(null, icon);
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        button.setOnAction(_ -> action.run());
        button.setFocusTraversable(false);
        return button;
    }

    private Node[] speed() {
        Slider slider = new Slider(0, FASTEST_NOTCH, notchOf(model.speedProperty().get()));
        slider.setId("speed");
        slider.setPrefWidth(110);
        slider.setMinWidth(60);
        slider.setBlockIncrement(0.5);
        slider.setAccessibleText("Speed in steps per second");
        slider.setTooltip(new Tooltip("Speed: from one step a second to as fast as it goes"));
        Label text = new Label();
        text.getStyleClass().add("speed-text");
        text.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> speedText(speedOf(slider.getValue())), slider.valueProperty()));
        slider.valueProperty().addListener((_, _, notch) -> model.setSpeed(speedOf(notch.doubleValue())));
        model.speedProperty()
                .addListener((_, _, speed) -> {
                    if (speedOf(slider.getValue()) != speed.doubleValue()) {
                        slider.setValue(notchOf(speed.doubleValue()));
                    }
                });
        slider.setLabelFormatter(
                new StringConverter<>() {
                    @Override
                    public String toString(Double notch) {
                        return speedText(speedOf(notch));
                    }

                    @Override
                    public Double fromString(String text) {
                        throw new UnsupportedOperationException("labels are not edited");
                    }
                });
        Label name = new Label("speed");
        name.setMinWidth(Region.USE_PREF_SIZE);
        return new Node[] {name, slider, text};
    }

    static double speedOf(double notch) {
        return notch >= FASTEST_NOTCH - 0.05 ? Double.POSITIVE_INFINITY : Math.rint(Math.exp(notch * Math.log(10)));
    }

    private static double notchOf(double speed) {
        return Double.isInfinite(speed) ? FASTEST_NOTCH : Math.log10(speed);
    }

    private static String speedText(double stepsPerSecond) {
        return Double.isInfinite(stepsPerSecond) ? "full" : String.format(Locale.ROOT, "%,.0f/s", stepsPerSecond);
    }

    private Label position() {
        position.setId("position");
        position.getStyleClass().add("position-text");
        position.setMinWidth(Region.USE_PREF_SIZE);
        position.setTooltip(new Tooltip("Updates made, passes over the training set, loss of training / test set"));
        model.stepProperty().subscribe(_ -> follow());
        model.epochProperty().subscribe(_ -> follow());
        model.evaluationProperty().subscribe(_ -> follow());
        model.runningProperty().subscribe(_ -> follow());
        return position;
    }

    /// At once while the run stands. While it trains, a frame that shows nothing else anew would cost it as much as one
    /// with a view: [#catchUp] comes with those.
    private void follow() {
        behind = true;
        if (!model.runningProperty().get()) {
            catchUp();
        }
    }

    /// Says where the run stands now.
    void catchUp() {
        if (behind) {
            behind = false;
            position.setText(
                    positionText(
                            model.stepProperty().get(), model.epochProperty().get(), model.evaluationProperty().get()));
        }
    }

    /// For example "step 12 340 · epoch 43 · loss 0.0123 / 0.0150", of training and test set.
    static String positionText(long step, long epoch, TrainingProgress.@Nullable Evaluated evaluated) {
        StringBuilder text =
                new StringBuilder("step %s · epoch %s".formatted(Numbers.count(step), Numbers.count(epoch)));
        if (evaluated != null) {
            text.append(" · loss ").append(Numbers.text(evaluated.training().loss()));
            evaluated.test().ifPresent(it -> text.append(" / ").append(Numbers.text(it.loss())));
        }
        return text.toString();
    }
}
