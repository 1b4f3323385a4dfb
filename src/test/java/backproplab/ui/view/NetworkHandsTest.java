package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.layer.Dense;
import backproplab.network.Parameters;
import backproplab.training.TrainingSetup;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The network with a real mouse and real keys.
class NetworkHandsTest {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 300;

    private final LabModel model =
            Toolkit.call(() -> new LabModel(Documents.circle(Documents.function("tanh")), Platform::runLater));
    private final NetworkView view =
            Toolkit.call(() -> {
                NetworkView made = new NetworkView(model);
                made.setPalette(Palette.LIGHT);
                made.setShown(true);
                return made;
            });
    private final RealWindow window = new RealWindow(view.node(), WIDTH, HEIGHT);
    private final Region picture = window.find("#network-picture");

    NetworkHandsTest() {
        settle();
    }

    @AfterEach
    void close() {
        window.close();
        Toolkit.run(model::close);
    }

    private void settle() {
        Toolkit.until(() -> {
            view.draw();
            return !view.isBusy();
        });
    }

    private Rectangle2D square(String layer, int unit) {
        return Toolkit.call(() -> view.diagram().squareOnScreen(layer, unit).orElseThrow());
    }

    private Point2D onScreen(double x, double y) {
        return Toolkit.call(() -> picture.localToScreen(x, y));
    }

    private void clickUnit(String layer, int unit) {
        Rectangle2D square = square(layer, unit);
        Point2D at = onScreen(square.getCenterX(), square.getCenterY());
        window.click(at.getX(), at.getY());
    }

    private double parameter(String layer, String name, int index) {
        return model.snapshot().join().checkpoint().parameters().get(new Parameters.Key(layer, name)).get(index);
    }

    private int units(String layer) {
        return Toolkit.call(
                () -> ((Dense) model.setupProperty().get().network().layer(layer).orElseThrow().layer()).units());
    }

    /// The second weight of the second of eight units with two inputs stands at 3.
    @Test
    void everyWeightOfAUnitIsReachedWithKeys() {
        clickUnit("hidden", 1);
        window.keys(KeyCode.W, KeyCode.PAGE_DOWN);
        TextField box = window.find("#weight-box");
        assertEquals(NumberText.of(parameter("hidden", "weights", 3)), Toolkit.call(box::getText));
        window.keys(KeyCode.DIGIT2, KeyCode.COMMA, KeyCode.DIGIT5, KeyCode.ENTER);
        Toolkit.until(() -> view.node().lookup("#weight-box") == null);
        assertEquals(2.5, parameter("hidden", "weights", 3));
        Toolkit.run(model::undo);
        assertEquals(
                Toolkit.call(() -> model.documentProperty().get().start().parameters()).get("hidden", "weights").get(3),
                parameter("hidden", "weights", 3));
    }

    @Test
    void keysSelectResizeAddAndRemove() {
        clickUnit("hidden", 0);
        window.keys(KeyCode.DOWN, KeyCode.DOWN);
        assertEquals(Selection.of("hidden", 2), Toolkit.call(() -> model.selectionProperty().get()));
        window.keys(KeyCode.INSERT);
        assertEquals(3, Toolkit.call(() -> model.setupProperty().get().network().layers().size()));
        window.keys(KeyCode.DELETE);
        assertEquals(
                List.of("hidden2", "output"),
                Toolkit.call(
                        () -> model.setupProperty().get().network().layers().stream().map(it -> it.name()).toList()));
    }

    @Test
    void theWheelZoomsTheHandMovesAndZeroFits() {
        Rectangle2D before = square("hidden", 1);
        Point2D middle = onScreen(before.getCenterX(), before.getCenterY());
        window.move(middle.getX(), middle.getY());
        window.wheel(-1);
        Toolkit.until(
                () -> view.diagram().squareOnScreen("hidden", 1).orElseThrow().getWidth() > 1.2 * before.getWidth());
        assertEquals(before.getCenterX(), square("hidden", 1).getCenterX(), 1);
        Point2D empty = onScreen(20, 20);
        window.press(empty.getX(), empty.getY());
        window.move(empty.getX() + 30, empty.getY() + 10);
        window.move(empty.getX() + 60, empty.getY() + 20);
        window.release();
        assertEquals(before.getCenterX() + 60, square("hidden", 1).getCenterX(), 1);
        assertEquals(before.getCenterY() + 20, square("hidden", 1).getCenterY(), 1);
        window.keys(KeyCode.DIGIT0);
        assertEquals(before, square("hidden", 1));
    }

    /// Every edit of a training network is taken back, and made again.
    @Test
    void allEditsAreUndoneAndRedoneWhileItTrains() {
        Toolkit.run(model::toggleRunning);
        TrainingSetup first = Toolkit.call(() -> model.setupProperty().get());
        for (String button : new String[] {"#layer-add", "#layer-more", "#layer-more", "#layer-remove"}) {
            window.click(window.find(button));
            settle();
        }
        TrainingSetup last = Toolkit.call(() -> model.setupProperty().get());
        assertEquals(List.of("hidden2", "output"), last.network().layers().stream().map(it -> it.name()).toList());
        Toolkit.run(() -> {
            while (model.canUndoProperty().get()) {
                model.undo();
            }
        });
        assertEquals(first, Toolkit.call(() -> model.setupProperty().get()));
        assertEquals(8, units("hidden"));
        Toolkit.run(() -> {
            while (model.canRedoProperty().get()) {
                model.redo();
            }
        });
        assertEquals(last, Toolkit.call(() -> model.setupProperty().get()));
        long step = Toolkit.call(() -> model.stepProperty().get());
        Toolkit.until(() -> model.stepProperty().get() > step);
    }

    /// In a small window, nothing of the tools is cut off or lies over another.
    @Test
    void theToolsHaveRoomInASmallWindow() {
        List<Bounds> all = new ArrayList<>();
        Toolkit.run(() -> {
            view.node().layout();
            for (String id :
                    List.of(
                            "edges-weight",
                            "edges-gradient",
                            "unit-bias",
                            "network-zoom-out",
                            "network-fit",
                            "network-zoom-in",
                            "layer-name",
                            "layer-fewer",
                            "layer-units",
                            "layer-more",
                            "layer-function",
                            "layer-add",
                            "layer-remove",
                            "layer-open")) {
                Node node = view.node().lookup("#" + id);
                all.add(node.localToScene(node.getLayoutBounds()));
            }
        });
        for (Bounds one : all) {
            assertTrue(one.getMinX() >= 0 && one.getMaxX() <= WIDTH && one.getMaxY() < 70, one::toString);
            assertTrue(one.getWidth() >= 18, one::toString);
            for (Bounds other : all) {
                boolean apart =
                        one.equals(other)
                                || one.getMaxX() <= other.getMinX() + 1
                                || other.getMaxX() <= one.getMinX() + 1
                                || one.getMaxY() <= other.getMinY()
                                || other.getMaxY() <= one.getMinY();
                assertTrue(apart, () -> one + " over " + other);
            }
        }
    }

    /// Until the numbers of the changed network are there, a click cannot mean a weight of the one before.
    @Test
    void weightsOfTheNetworkBeforeCannotBeRead() {
        Rectangle2D from = square("hidden", 0);
        Rectangle2D to = square("output", 0);
        double x = (from.getMaxX() + to.getMinX()) / 2;
        double y = (from.getCenterY() + to.getCenterY()) / 2;
        assertTrue(Toolkit.call(() -> view.diagram().readout(x, y).isPresent()));
        Toolkit.run(() -> {
            view.diagram().outdatePicture();
            assertNull(view.diagram().picture());
        });
        assertFalse(Toolkit.call(() -> view.diagram().readout(x, y).isPresent()));
    }
}
