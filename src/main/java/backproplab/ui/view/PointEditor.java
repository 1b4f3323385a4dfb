package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.random.SeededRandom;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.viewmodel.DataChoice;
import backproplab.ui.viewmodel.LabModel;

import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Draws samples with the mouse or the keys: a click adds one, dragging sprays, the right button or Delete takes the
/// nearest away. Each stroke is one entry for undo.
final class PointEditor {
    /// Between the points of a stroke, in pixels.
    private static final double SPACING = 6;

    /// Standard deviation of a spray, in pixels.
    private static final double SPREAD = 8;

    /// How near the mouse must be to what it takes away, in pixels.
    private static final double REACH = 24;

    private final LabModel model;
    private final PicturePane pane;
    private final Consumer<String> say;
    private final Runnable onDraft;
    private final SeededRandom random = new SeededRandom(1);
    private final List<DrawnPoint> draft = new ArrayList<>();
    private @Nullable DrawingBoard board;
    private boolean drawing;
    private boolean stroke;

    /// Whether the next stroke takes the place of all samples.
    private boolean fromNothing;

    /// Whether the samples on the screen are hidden, until those of such a stroke are there.
    private boolean alone;

    private int label;
    private double value;
    private double lastX;
    private double lastY;

    /// @param say has a sentence shown, or none
    /// @param onDraft something is to be drawn
    PointEditor(LabModel model, PicturePane pane, Consumer<String> say, Runnable onDraft) {
        this.model = model;
        this.pane = pane;
        this.say = say;
        this.onDraft = onDraft;
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
        pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        pane.addEventFilter(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                event -> {
                    if (drawing && !event.isKeyboardTrigger()) {
                        event.consume();
                    }
                });
    }

    /// What is drawn on from now on, if anything can be.
    void setBoard(@Nullable DrawingBoard next) {
        board = next;
    }

    void setDrawing(boolean wanted) {
        drawing = wanted && board != null;
        if (!drawing && fromNothing) {
            say.accept("");
            forget();
        }
        pane.setCursor(drawing ? javafx.scene.Cursor.CROSSHAIR : null);
    }

    boolean isDrawing() {
        return drawing;
    }

    /// The class of what is drawn.
    void setLabel(int wanted) {
        label = wanted;
    }

    int label() {
        return label;
    }

    /// The target of what is drawn in a plane without classes.
    void setValue(double wanted) {
        value = wanted;
    }

    double value() {
        return value;
    }

    /// The next stroke takes the place of all samples.
    void startFromNothing() {
        fromNothing = true;
        alone = true;
        draft.clear();
        showDraft();
        say.accept("Draw: the first stroke takes the place of all points. Until then the network keeps those it has.");
    }

    /// The samples on the screen are those of the model: nothing is on its way any more.
    void forgetDraft() {
        if (!stroke && !draft.isEmpty()) {
            draft.clear();
            alone = fromNothing;
            showDraft();
        }
    }

    /// Nothing is drawn, and nothing begun.
    void forget() {
        stroke = false;
        fromNothing = false;
        alone = false;
        draft.clear();
        showDraft();
    }

    private void showDraft() {
        if (board != null) {
            board.setDraft(draft, alone);
        }
        onDraft.run();
    }

    private void press(MouseEvent event) {
        if (!drawing || board == null || stroke) {
            return;
        }
        if (event.getButton() == MouseButton.SECONDARY) {
            removeNearest(event.getX(), event.getY());
        } else if (event.getButton() == MouseButton.PRIMARY) {
            draft.clear();
            stroke = true;
            dab(event.getX(), event.getY());
        }
    }

    private void drag(MouseEvent event) {
        if (!stroke || Math.hypot(event.getX() - lastX, event.getY() - lastY) < SPACING) {
            return;
        }
        boolean sprays = OutputKind.of(model.setupProperty().get()) == OutputKind.PLANE;
        double spread = sprays ? SPREAD : 0;
        double x = event.getX();
        double y = event.getY();
        dab(x + spread * random.nextGaussian(), y + spread * random.nextGaussian());
        lastX = x;
        lastY = y;
    }

    private void release(MouseEvent event) {
        if (stroke && event.getButton() == MouseButton.PRIMARY) {
            finishStroke();
        }
    }

    private void key(KeyEvent event) {
        if (!drawing || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        Optional<javafx.geometry.Point2D> cursor = pane.cursor();
        switch (event.getCode()) {
            case ENTER, INSERT ->
                    cursor.ifPresent(it -> {
                        stroke = true;
                        draft.clear();
                        dab(it.getX(), it.getY());
                        finishStroke();
                    });
            case DELETE, BACK_SPACE -> cursor.ifPresent(it -> removeNearest(it.getX(), it.getY()));
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void dab(double x, double y) {
        DrawingBoard on = board;
        lastX = x;
        lastY = y;
        Optional<Point2D> at = on == null ? Optional.empty() : on.valuesAt(x, y);
        if (at.isEmpty()) {
            return;
        }
        TrainingSetup setup = model.setupProperty().get();
        DrawnPoint point = point(setup, at.get());
        Optional<String> refusal = DrawnData.refusal(setup, point.target()[0]);
        if (refusal.isPresent()) {
            say.accept(refusal.get());
            return;
        }
        draft.add(point);
        showDraft();
    }

    private DrawnPoint point(TrainingSetup setup, Point2D at) {
        Dataset data = setup.training();
        boolean plane = OutputKind.of(setup) == OutputKind.PLANE;
        double[] input = plane ? new double[] {at.getX(), at.getY()} : new double[] {at.getX()};
        if (data.classes() > 0) {
            int known = Math.min(label, data.classes() - 1);
            return new DrawnPoint(input, DrawnData.targetOf(data, known), known);
        }
        return new DrawnPoint(input, new double[] {plane ? value : at.getY()}, 0);
    }

    private void finishStroke() {
        stroke = false;
        if (draft.isEmpty()) {
            return;
        }
        TrainingSetup setup = model.setupProperty().get();
        DataChoice before = model.dataProperty().get();
        DataChoice after =
                fromNothing ? DrawnData.only(before, setup.seed(), draft) : DrawnData.with(before, setup.seed(), draft);
        fromNothing = false;
        say.accept("");
        model.change(after.applyTo(setup), after);
    }

    private void removeNearest(double x, double y) {
        DrawingBoard on = board;
        TrainingSetup setup = model.setupProperty().get();
        DataChoice before = model.dataProperty().get();
        if (on == null || on.valuesAt(x, y).isEmpty()) {
            return;
        }
        Dataset seen = DrawnData.seen(before, setup.seed());
        boolean plane = OutputKind.of(setup) == OutputKind.PLANE;
        int nearest = -1;
        double least = REACH;
        for (int i = 0; i < seen.samples(); i++) {
            double vertical = plane ? seen.input().get(i, 1) : seen.target().get(i, 0);
            Point2D at = on.pixelsOf(seen.input().get(i, 0), vertical);
            if (at.distance(x, y) < least) {
                least = at.distance(x, y);
                nearest = i;
            }
        }
        if (nearest < 0) {
            say.accept("There is no point near enough to be taken away.");
        } else if (seen.samples() == 1) {
            say.accept("The last point stays: a network needs something to train on.");
        } else {
            say.accept("");
            DataChoice after = DrawnData.without(before, nearest);
            model.change(after.applyTo(setup), after);
        }
    }
}
