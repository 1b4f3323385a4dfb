package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.experiment.SampleNetwork;
import backproplab.network.Parameters;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.Selection;

import javafx.event.Event;
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

/// The picture of a network with maps in the window.
class NetworkMapsViewTest {
    private final Window<NetworkView> window =
            new Window<>(
                    Document.of(SampleNetwork.load("deep-sigmoid-conv-vanishing"), Optional.empty()),
                    NetworkView::new,
                    900,
                    500);

    @AfterEach
    void close() {
        window.close();
    }

    private NetworkDiagram diagram() {
        return window.view.diagram();
    }

    private Selection selection() {
        return Window.call(() -> window.model.selectionProperty().get());
    }

    private void click(double x, double y) {
        Region pane = window.find("network-picture", Region.class);
        window.run(() -> {
            Point2D at = pane.localToScene(x, y);
            for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED)) {
                Event.fireEvent(
                        pane,
                        new MouseEvent(
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
                                null));
            }
        });
    }

    private void enter(TextField box, String text) {
        window.run(() -> {
            box.setText(text);
            box.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
    }

    @Test
    void aClickOnAMapSelectsThePositionAndShowsTheBiasOfItsChannel() {
        int unit = 2 * 64 + 3 * 8 + 5;
        Rectangle2D pixel =
                Window.call(() -> {
                    NetworkLayout layout = diagram().layoutNow();
                    return diagram().onScreen(layout.group("conv3").orElseThrow().pixelOf(unit).orElseThrow(), layout);
                });
        click(pixel.getCenterX(), pixel.getCenterY());
        assertEquals(Selection.of("conv3", unit), selection());
        assertEquals("conv3 channel 3, row 4, column 6", Window.call(() -> diagram().nameOf("conv3", unit)));
        TextField bias = window.find("unit-bias", TextField.class);
        assertEquals("Bias of conv3 filter 3", Window.call(bias::getAccessibleText));
        enter(bias, "0,75");
        Parameters.Key key = new Parameters.Key("conv3", "bias");
        window.until(() -> window.model.latestProperty().get().checkpoint().parameters().get(key).get(2) == 0.75);
    }

    @Test
    void anotherSampleCanBeLookedAt() {
        TextField sample = window.find("map-sample", TextField.class);
        Label problem = window.find("network-problem", Label.class);
        enter(sample, "0");
        assertTrue(Window.call(problem::getText).contains("from 1 to"), problem.getText());
        enter(sample, "37");
        assertTrue(Window.call(problem::getText).isEmpty());
        window.until(() -> diagram().caption().contains("a of training sample 37"));
        window.fire("inside-delta");
        window.until(() -> diagram().caption().contains("δ = ∂L/∂z of training sample 37"));
    }

    /// Only networks with maps are seen through one sample.
    @Test
    void whereThereAreNoMapsThereIsNoChoiceOfASample() {
        assertTrue(Window.call(() -> window.find("map-sample", TextField.class).getParent().isVisible()));
        window.run(() -> window.model.open(Documents.circle(Documents.function("tanh"))));
        assertFalse(Window.call(() -> window.find("map-sample", TextField.class).getParent().isVisible()));
    }
}
