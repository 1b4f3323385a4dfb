package backproplab.ui.view;

import backproplab.network.Parameters;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.LabModel;

import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Sets one weight by hand: a box beside the line that was clicked. Enter takes the number, Escape closes the box.
final class WeightCard extends VBox {
    private static final double STEP = 0.1;

    private final LabModel model;
    private final Parameters.Key key;
    private final int index;
    private final Consumer<String> say;
    private final Runnable close;
    private final EntryBox box;
    private double value;

    /// @param names of the two units
    /// @param value what the weight is now
    /// @param say shows a sentence; the empty one takes it away
    /// @param close takes this card away
    WeightCard(
            LabModel model,
            Parameters.Key key,
            int index,
            String names,
            double value,
            Style style,
            Consumer<String> say,
            Runnable close) {
        super(3);
        this.model = model;
        this.key = key;
        this.index = index;
        this.value = value;
        this.say = say;
        this.close = close;
        box = new EntryBox(this::offer, this::step);
        box.setId("weight-box");
        box.setAccessibleText("Weight " + names);
        box.show(NumberText.of(value));
        getChildren().setAll(new Label(names), box);
        setStyle(
                "-fx-padding: 6; -fx-background-color: %s; -fx-border-color: %s;"
                        .formatted(
                                Controls.web(style.palette().background()), Controls.web(style.palette().neutral())));
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        say.accept("");
                        close.run();
                        event.consume();
                    }
                });
    }

    void focus() {
        box.requestFocus();
    }

    private Optional<String> offer(String text) {
        OptionalDouble number = NumberText.parse(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            String sentence = "`%s` is no number; type one such as 0.25".formatted(text.strip());
            say.accept(sentence);
            return Optional.of(sentence);
        }
        say.accept("");
        model.setParameter(key, index, number.getAsDouble());
        Platform.runLater(close); // not while the box handles its own event
        return Optional.empty();
    }

    private void step(int by) {
        value += by * STEP;
        model.setParameter(key, index, value);
        box.show(NumberText.of(value));
    }
}
