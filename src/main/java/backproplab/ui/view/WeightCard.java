package backproplab.ui.view;

import backproplab.network.Parameters;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.LabModel;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.OptionalDouble;

/// Sets one weight by hand. Enter takes the number, Escape closes the card, the arrows beside the box go to the other
/// weights of the same unit.
final class WeightCard extends VBox {
    private static final double STEP = 0.1;

    private final LabModel model;
    private final Names names;
    private final NetworkControl control;
    private final Runnable close;
    private final Label title = new Label();
    private final EntryBox box;
    private Place place;
    private double value;
    private boolean refused;

    /// Which weight.
    ///
    /// @param index in the parameter
    /// @param fanIn how many weights lead to the unit, one after the other in the parameter; 0 where each unit has a
    ///         factor of its own
    /// @param isOfKernel whether the weights are kernels, so that no unit stands at the other end
    record Place(Parameters.Key key, int index, String from, int fanIn, String to, int toUnit, boolean isOfKernel) {
        int fromUnit() {
            return fanIn == 0 ? index : index % fanIn;
        }

        private Place besides(int by) {
            int first = index - index % fanIn;
            return new Place(
                    key, first + Math.floorMod(index - first + by, fanIn), from, fanIn, to, toUnit, isOfKernel);
        }
    }

    /// What a weight is called.
    interface Names {
        String of(Place place);
    }

    /// @param close takes this card away
    WeightCard(LabModel model, Place place, Names names, Style style, NetworkControl control, Runnable close) {
        super(3);
        this.model = model;
        this.place = place;
        this.names = names;
        this.control = control;
        this.close = close;
        box = new EntryBox(this::offer, this::step);
        box.setId("weight-box");
        box.setPrefColumnCount(9);
        Controls.compact(box);
        HBox row = new HBox(3, box);
        row.setAlignment(Pos.CENTER_LEFT);
        if (place.fanIn > 1) {
            row.getChildren().addAll(turn("weight-before", "◂", "The weight before (Page up)", -1));
            row.getChildren().addAll(turn("weight-next", "▸", "The next weight of this unit (Page down)", 1));
        }
        getChildren().setAll(title, row);
        setStyle(
                "-fx-padding: 6; -fx-background-radius: 4; -fx-border-radius: 4; -fx-background-color: %s;"
                                .formatted(Controls.web(style.palette().background()))
                        + " -fx-border-color: %s;".formatted(Controls.web(style.palette().forward())));
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close.run();
                        event.consume();
                    }
                });
    }

    /// Before the box hears of it.
    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case PAGE_DOWN -> turn(1);
            case PAGE_UP -> turn(-1);
            case ESCAPE -> {
                control.say("");
                return;
            }
            case ENTER -> {
                refused = false;
                Platform.runLater(this::closeWhenTaken); // the box takes the number first
                return;
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void closeWhenTaken() {
        if (!refused) {
            close.run();
        }
    }

    private Button turn(String id, String text, String help, int by) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        Controls.compact(button);
        button.setOnAction(_ -> turn(by));
        return button;
    }

    private void turn(int by) {
        if (place.fanIn < 2) {
            return;
        }
        place = place.besides(by);
        refresh();
        focus();
    }

    void focus() {
        box.requestFocus();
        box.selectAll();
    }

    /// Shows the number as it is now; what is being typed stays.
    void refresh() {
        String of = names.of(place);
        title.setText(of);
        box.setAccessibleText("Weight " + of);
        OptionalDouble now = WeightCards.valueOf(model, place.key, place.index);
        value = now.orElse(value);
        box.show(NumberText.of(value));
    }

    private Optional<String> offer(String text) {
        OptionalDouble number = NumberText.parse(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            String sentence = "`%s` is no number; type one such as 0.25".formatted(text.strip());
            control.say(sentence);
            refused = true;
            return Optional.of(sentence);
        }
        control.say("");
        model.setParameter(place.key, place.index, number.getAsDouble());
        return Optional.empty();
    }

    private void step(int by) {
        value += by * STEP;
        model.setParameter(place.key, place.index, value);
        box.show(NumberText.of(value));
    }
}
