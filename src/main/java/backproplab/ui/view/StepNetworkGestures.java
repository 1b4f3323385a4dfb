package backproplab.ui.view;

import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.Selection;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.TracedPass;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import java.util.List;
import java.util.Optional;

/// What the mouse and the keys do on the lit network: look closer, follow the paths to a weight, go to a step, and ask
/// what would be if a number were another. The keys of stepping are left to the window.
final class StepNetworkGestures {
    private static final double DRAG_BEGINS = 3;

    /// A drag of so many pixels adds 1.
    private static final double PIXELS = 100;

    /// Numbers that are dragged are multiples of 1/100, or 1/1000 with Shift.
    private static final double GRID = 100;

    private static final double FINER = 10;

    private final StepModel model;
    private final PicturePane pane;
    private final LitPicture picture;
    private final StepNetworkView view;
    private Optional<Adjustable> held = Optional.empty();
    private double wanted;
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragged;

    StepNetworkGestures(StepModel model, PicturePane pane, LitPicture picture, StepNetworkView view) {
        this.model = model;
        this.pane = pane;
        this.picture = picture;
        this.view = view;
        pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void scroll(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            zoomAt(event.getX(), event.getY(), Math.pow(NetworkTools.ZOOM_STEP, Math.signum(event.getDeltaY())));
            event.consume();
        }
    }

    private void zoomAt(double x, double y, double factor) {
        picture.viewpoint().zoomAt(x, y, factor);
        view.redraw();
    }

    private void point(MouseEvent event) {
        Optional<LitSpot> spot = picture.at(event.getX(), event.getY());
        pane.setCursor(
                spot.isEmpty()
                        ? Cursor.DEFAULT
                        : adjustableAt(event.getX(), event.getY()).isPresent() ? Cursor.V_RESIZE : Cursor.HAND);
    }

    private Optional<Adjustable> adjustableAt(double x, double y) {
        return picture.scene().flatMap(scene -> picture.at(x, y).flatMap(it -> it.adjustable(scene)));
    }

    // The mouse

    private void press(MouseEvent event) {
        pressedX = event.getX();
        pressedY = event.getY();
        lastX = pressedX;
        lastY = pressedY;
        dragged = false;
        view.say("");
        held = event.getButton() == MouseButton.PRIMARY ? adjustableAt(pressedX, pressedY) : Optional.empty();
        Optional<TracedPass> pass = model.pass();
        if (held.isPresent() && pass.isPresent()) {
            wanted = held.get().value(pass.get());
        }
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        boolean begins = !dragged && Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > DRAG_BEGINS;
        if (begins) {
            dragged = true;
            held.ifPresent(this::choose);
        }
        if (!dragged) {
            return;
        }
        double up = lastY - event.getY();
        if (held.isPresent()) {
            double grid = event.isShiftDown() ? FINER * GRID : GRID;
            wanted += up / PIXELS * (event.isShiftDown() ? 1 / FINER : 1);
            set(held.get(), onGrid(wanted, grid));
        } else {
            picture.viewpoint().pan(event.getX() - lastX, event.getY() - lastY);
            view.redraw();
        }
        lastX = event.getX();
        lastY = event.getY();
    }

    private static double onGrid(double value, double grid) {
        return Math.rint(value * grid) / grid;
    }

    private void set(Adjustable it, double value) {
        view.say(it.set(model, value).orElse(""));
    }

    private void choose(Adjustable it) {
        picture.setChosen(Optional.of(it));
        view.redraw();
    }

    private void click(MouseEvent event) {
        if (dragged || !event.isStillSincePress() || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        Optional<LitSpot> spot = picture.at(event.getX(), event.getY());
        Optional<Adjustable> adjustable = adjustableAt(event.getX(), event.getY());
        if (event.getClickCount() == 2 && spot.isPresent()) {
            boolean isChanged = adjustable.filter(this::isChanged).isPresent();
            adjustable.filter(_ -> isChanged).ifPresentOrElse(this::takeBack, () -> goTo(spot.get()));
            event.consume();
            return;
        }
        picture.setChosen(adjustable);
        if (spot.isEmpty() || !(spot.get() instanceof LitSpot.Weight)) {
            view.clearPaths();
        }
        spot.ifPresent(this::look);
        view.redraw();
    }

    private void look(LitSpot spot) {
        switch (spot) {
            case LitSpot.Unit(LitStep.At at) -> {
                model.focusProperty().set(Optional.of(place(at)));
                boolean isLayer = model.pass().filter(it -> !it.trace().inputs().containsKey(at.owner())).isPresent();
                if (isLayer) {
                    model.lab().selectionProperty().set(Selection.of(at.owner(), at.unit()));
                }
            }
            case LitSpot.Weight(Place.Weight weight) -> {
                model.focusProperty().set(Optional.of(weight));
                view.showPaths(weight);
            }
            case LitSpot.Target _, LitSpot.More _, LitSpot.Loss _ -> {}
        }
    }

    private Place.Unit place(LitStep.At at) {
        int sample = picture.scene().map(it -> it.step().sample()).orElse(0);
        return new Place.Unit(at.owner(), sample, at.unit());
    }

    /// The step that gives what stands there: on the way back that of the way back.
    private void goTo(LitSpot spot) {
        Moment now = model.momentProperty().get();
        if (now == null) {
            return;
        }
        Phase phase = now.step().phase();
        boolean isBack = phase.compareTo(Phase.BACKWARD) >= 0;
        switch (spot) {
            case LitSpot.Unit(LitStep.At at) -> {
                boolean isInput = now.trace().inputs().containsKey(at.owner());
                Quantity back = isInput ? Quantity.INPUT_GRADIENT : Quantity.DELTA;
                Quantity there = isInput ? Quantity.INPUT : Quantity.PRE_ACTIVATION;
                model.goTo(isBack ? back : there, place(at));
            }
            case LitSpot.Weight(Place.Weight weight) ->
                    model.goTo(phase.compareTo(Phase.UPDATE) >= 0 ? Quantity.UPDATED : Quantity.GRADIENT, weight);
            case LitSpot.Target(LitStep.At at) -> model.goTo(Quantity.TARGET, place(at));
            case LitSpot.Loss _ ->
                    model.goTo(phase == Phase.VERIFY ? Quantity.LOSS_AFTER : Quantity.LOSS, new Place.Whole());
            case LitSpot.More _ -> {}
        }
    }

    private boolean isChanged(Adjustable it) {
        return model.pass().filter(it::isChanged).isPresent();
    }

    private void takeBack(Adjustable it) {
        model.pass().ifPresent(pass -> set(it, it.original(pass)));
    }

    // The keys

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean done =
                switch (event.getCode()) {
                    case PLUS, ADD, EQUALS -> zoom(NetworkTools.ZOOM_STEP);
                    case MINUS, SUBTRACT -> zoom(1 / NetworkTools.ZOOM_STEP);
                    case DIGIT0, NUMPAD0 -> fit();
                    case W -> chooseNext(event.isShiftDown() ? -1 : 1);
                    case UP -> move(1, event.isShiftDown());
                    case DOWN -> move(-1, event.isShiftDown());
                    case DELETE, BACK_SPACE -> takeBackChosen();
                    case ESCAPE -> leave();
                    default -> false;
                };
        if (done) {
            event.consume();
        }
    }

    private boolean zoom(double factor) {
        zoomAt(pane.getWidth() / 2, pane.getHeight() / 2, factor);
        return true;
    }

    private boolean fit() {
        picture.viewpoint().fit();
        view.redraw();
        return true;
    }

    private boolean chooseNext(int by) {
        List<Adjustable> all = picture.adjustables();
        if (all.isEmpty()) {
            return false;
        }
        int now = picture.chosen().map(all::indexOf).orElse(-1);
        int next = now < 0 ? (by > 0 ? 0 : all.size() - 1) : Math.floorMod(now + by, all.size());
        choose(all.get(next));
        all.get(next).place().ifPresent(it -> model.focusProperty().set(Optional.of(it)));
        return true;
    }

    private boolean move(int by, boolean finely) {
        Optional<Adjustable> chosen = picture.chosen();
        Optional<TracedPass> pass = model.pass();
        if (chosen.isEmpty() || pass.isEmpty()) {
            return false;
        }
        double grid = finely ? FINER * GRID : GRID;
        set(chosen.get(), onGrid(chosen.get().value(pass.get()) + by / grid, grid));
        return true;
    }

    private boolean takeBackChosen() {
        picture.chosen().filter(this::isChanged).ifPresent(this::takeBack);
        return picture.chosen().isPresent();
    }

    private boolean leave() {
        boolean isAnything = picture.paths().isPresent() || picture.chosen().isPresent();
        view.clearPaths();
        picture.setChosen(Optional.empty());
        view.redraw();
        return isAnything;
    }
}
