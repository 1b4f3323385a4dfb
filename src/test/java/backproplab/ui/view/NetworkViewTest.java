package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.layer.Dense;
import backproplab.network.Parameters;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.Selection;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

class NetworkViewTest {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;

    private final Window<NetworkView> window =
            new Window<>(Documents.circle(Documents.function("tanh")), NetworkView::new, WIDTH, HEIGHT);

    @AfterEach
    void close() {
        window.close();
    }

    private NetworkDiagram diagram() {
        return window.view.diagram();
    }

    private void click(double x, double y) {
        Region pane = window.find("network-picture", Region.class);
        window.run(() -> {
            Point2D at = pane.localToScene(x, y);
            for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED)) {
                Event.fireEvent(pane, mouse(type, at));
            }
        });
    }

    private static MouseEvent mouse(EventType<MouseEvent> type, Point2D at) {
        return new MouseEvent(
                type,
                at.getX(),
                at.getY(),
                at.getX(),
                at.getY(),
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                null);
    }

    private Rectangle2D square(String layer, int unit) {
        return Window.call(() -> {
            NetworkLayout layout = diagram().layoutNow();
            return diagram().onScreen(layout.group(layer).orElseThrow().squareOf(unit).orElseThrow(), layout);
        });
    }

    @Test
    void aClickSelectsAUnitEverywhere() {
        Rectangle2D square = square("hidden", 3);
        click(square.getCenterX(), square.getCenterY());
        assertEquals(Selection.of("hidden", 3), Window.call(() -> window.model.selectionProperty().get()));
    }

    @Test
    void aWeightIsSetByHand() {
        Rectangle2D from = square("hidden", 0);
        Rectangle2D to = square("output", 0);
        double x = from.getMaxX() + 0.2 * (to.getMinX() - from.getMaxX());
        double y = from.getCenterY() + 0.2 * (to.getCenterY() - from.getCenterY());
        click(x, y);
        TextField box = window.find("weight-box", TextField.class);
        window.run(() -> {
            box.setText("1,25");
            box.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
        Parameters.Key key = new Parameters.Key("output", "weights");
        window.until(() -> window.model.latestProperty().get().checkpoint().parameters().get(key).get(0) == 1.25);
        window.settle();
        NetworkPicture picture = Window.call(() -> diagram().picture());
        assertEquals(1.25, picture.parameter(key, 0).orElseThrow());
    }

    @Test
    void aLayerIsResizedAndUndone() {
        TrainingSetup before = window.model.setupProperty().get();
        window.fire("layer-more");
        assertEquals(
                9,
                ((Dense) window.model.setupProperty().get().network().layer("hidden").orElseThrow().layer()).units());
        window.settle();
        assertEquals(9, Window.call(() -> diagram().layoutNow().group("hidden").orElseThrow().units()));
        window.run(window.model::undo);
        assertSame(before, window.model.setupProperty().get());
    }

    @Test
    void whatCannotBeIsSaidAndNothingChanges() {
        TrainingSetup before = window.model.setupProperty().get();
        window.run(() -> window.model.selectionProperty().set(Selection.of("output")));
        window.fire("layer-more");
        Label problem = window.find("network-problem", Label.class);
        assertTrue(problem.isVisible());
        assertTrue(problem.getText().contains("`output`"), problem.getText());
        assertSame(before, window.model.setupProperty().get());
    }

    @Test
    void gradientsAreOfTheStepThatIsStated() {
        window.fire("edges-gradient");
        window.run(window.model::makeStep);
        window.until(() -> window.model.latestProperty().get().checkpoint().step() == 1);
        window.settle();
        String caption = Window.call(() -> diagram().caption());
        assertTrue(caption.contains("∂L/∂w of the first 10 training samples"), caption);
        assertTrue(caption.contains("step " + Numbers.count(1)), caption);
    }

    @Test
    void aHiddenViewDoesNothing() {
        window.run(() -> window.view.setShown(false));
        assertFalse(
                Window.call(() -> {
                    window.view.setPalette(Palette.DARK);
                    return window.view.draw();
                }));
    }

    @Test
    void theMouseReadsNamesAndValues() {
        Rectangle2D square = square("hidden", 2);
        String read =
                Window.call(() -> diagram().readout(square.getCenterX(), square.getCenterY())).orElseThrow().text();
        assertTrue(read.startsWith("hidden 3; bias 0; ∂L/∂b"), read);
        assertEquals(Optional.empty(), Window.call(() -> diagram().readout(1, HEIGHT / 2.0)));
    }
}
