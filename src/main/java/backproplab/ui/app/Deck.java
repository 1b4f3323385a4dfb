package backproplab.ui.app;

import javafx.scene.layout.StackPane;

import java.util.List;

/// Views that share a place in a small window: one of them is in front, and its title bar names the others.
final class Deck extends StackPane {
    private final List<ViewFrame> frames;
    private final Runnable onChange;
    private ViewFrame front;

    /// @param frames at least one; the first is in front
    /// @param onChange is told when another one comes to the front
    Deck(List<ViewFrame> frames, Runnable onChange) {
        this.frames = List.copyOf(frames);
        this.onChange = onChange;
        this.front = frames.getFirst();
        getStyleClass().add("deck");
        setMinSize(0, 0);
        getChildren().setAll(front);
        frames.forEach(it -> it.place(this));
    }

    List<ViewFrame> frames() {
        return frames;
    }

    boolean isInFront(ViewFrame frame) {
        return front.equals(frame);
    }

    void bringToFront(ViewFrame frame) {
        front = frame;
        getChildren().setAll(frame);
        onChange.run();
        frame.requestFocus();
    }
}
