package backproplab.ui.view;

import backproplab.catalog.Setting;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CheckLook;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.NumberNames;

import javafx.geometry.Insets;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;

/// The error of the chosen number against ε. The line of ε can be dragged, and moved with the arrows.
final class CheckCurveView extends PaintedView {
    private static final SliderScale SCALE =
            new SliderScale(
                    new Setting.Slider(
                            CheckModel.SMALLEST_EPSILON, CheckModel.LARGEST_EPSILON, Setting.Scale.LOGARITHMIC));

    /// Of a power of ten, for a key.
    private static final double KEY = 0.1;

    private final CheckModel model;
    private final CheckCurvePicture picture = new CheckCurvePicture();
    private final PicturePane pane = new PicturePane(picture, "error-against-epsilon");
    private final Label nothing = new Label();
    private boolean dragging;

    CheckCurveView(CheckModel model) {
        this.model = model;
        pane.setId("check-curve-pane");
        nothing.setWrapText(true);
        nothing.setTextAlignment(TextAlignment.CENTER);
        nothing.setPadding(new Insets(0, 24, 0, 24));
        root().setCenter(new StackPane(pane, nothing));
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::take);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> hold(false));
        pane.addEventHandler(
                MouseEvent.MOUSE_MOVED,
                it -> pane.setCursor(picture.isOnEpsilon(it.getX(), it.getY()) ? Cursor.H_RESIZE : Cursor.DEFAULT));
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::move);
        model.lookProperty().subscribe(_ -> change());
        model.epsilonProperty().subscribe(_ -> change());
        model.chosenProperty().subscribe(_ -> change());
        model.checkedProperty().subscribe(_ -> change());
    }

    // Moving ε

    private void take(MouseEvent event) {
        hold(event.getButton() == MouseButton.PRIMARY && picture.isOnEpsilon(event.getX(), event.getY()));
    }

    private void hold(boolean now) {
        dragging = now;
        picture.setHeld(now);
        change();
    }

    private void drag(MouseEvent event) {
        if (dragging) {
            model.epsilonProperty().set(SCALE.value(Math.log10(picture.epsilonAt(event.getX()))));
        }
    }

    private void move(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || model.lookProperty().get() == null) {
            return;
        }
        double decades = event.isShiftDown() ? 1 : KEY;
        if (event.getCode() == KeyCode.LEFT) {
            moveBy(-decades);
        } else if (event.getCode() == KeyCode.RIGHT) {
            moveBy(decades);
        } else {
            return;
        }
        event.consume();
    }

    private void moveBy(double decades) {
        model.epsilonProperty().set(SCALE.value(SCALE.position(model.epsilonProperty().get()) + decades));
    }

    CheckCurvePicture picture() {
        return picture;
    }

    @Override
    public String id() {
        return "check-curve";
    }

    @Override
    public String title() {
        return "Error against ε";
    }

    @Override
    public String help() {
        return "How far the central difference of the chosen number is from its gradient, for every ε, on fixed powers"
                + " of ten. A right gradient makes a V: on the left the loss is rounded, and its error is divided by"
                + " ε; on the right the loss is curved, which grows with ε². A wrong one stays above the threshold"
                + " however small ε is. Drag the line to set ε, or use ← and →, with Shift by a power of ten.";
    }

    @Override
    public boolean isBusy() {
        return isShown() && model.isLooking();
    }

    @Override
    boolean isOutdated() {
        return pane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
        nothing.setStyle("-fx-text-fill: %s;".formatted(Controls.web(now.faintText())));
    }

    @Override
    void paint() {
        CheckLook look = model.lookProperty().get();
        pane.setVisible(look != null);
        nothing.setVisible(look == null);
        if (look == null) {
            nothing.setText(
                    model.checkedProperty().get() == null
                            ? "The error of one gradient against ε appears here after a check: rounding at one end,"
                                    + " curvature at the other."
                            : "Choose a number in the map or in the list to see its error against ε.");
            return;
        }
        String name = new NumberNames(look.checked().names()).of(look.id());
        double epsilon = model.epsilonProperty().get();
        picture.show(look, name, epsilon);
        pane.setAccessibleText(CheckCurveWords.all(look, new CheckCurves(look.curve()), name, epsilon));
        pane.draw();
    }
}
