package backproplab.ui.app;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;

/// Drags a slider by its thumb, with the events that a mouse would send, through all that listens to them on the way from
/// the window to the thumb. On the thread of the window.
final class SliderHand {
    private final Slider slider;
    private final Node thumb;
    private Point2D at;

    SliderHand(Slider slider) {
        this.slider = slider;
        this.thumb = slider.lookup(".thumb");
        Bounds bounds = thumb.localToScene(thumb.getLayoutBounds());
        this.at = new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    void take() {
        send(MouseEvent.MOUSE_PRESSED);
    }

    /// @param pixels to the right
    void drag(double pixels) {
        at = at.add(pixels, 0);
        send(MouseEvent.MOUSE_DRAGGED);
    }

    void letGo() {
        send(MouseEvent.MOUSE_RELEASED);
    }

    Slider slider() {
        return slider;
    }

    private void send(EventType<MouseEvent> type) {
        Point2D onScreen = thumb.getScene().getRoot().localToScreen(at);
        boolean down = !type.equals(MouseEvent.MOUSE_RELEASED);
        Event.fireEvent(
                thumb,
                new MouseEvent(
                        type,
                        at.getX(),
                        at.getY(),
                        onScreen.getX(),
                        onScreen.getY(),
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        down,
                        false,
                        false,
                        true,
                        false,
                        false,
                        new PickResult(thumb, at.getX(), at.getY())));
    }
}
