package backproplab.ui.app;

import backproplab.ui.view.LabView;

import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/// Lets the views draw, in turn: at most two of them in one pulse, and each at most ten times a second, which
/// leaves the processor to the training. While somebody uses mouse or keyboard a view is drawn as soon as it is its turn,
/// so that what they move follows the hand. A step of the Step perspective is shown by all its views at once, so that what
/// is lit and what the card says belong together.
final class RedrawLoop extends AnimationTimer {
    private static final int PER_PULSE = 2;
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final long HAND_NANOS = 400_000_000;

    private final Supplier<List<LabView>> views;
    private final Runnable position;
    private final Models models;
    private final IdentityHashMap<LabView, Long> drawnAt = new IdentityHashMap<>();
    private long handAt = System.nanoTime();
    private long positionAt = handAt;
    private int next;
    private @Nullable Runnable whenAllIsDrawn;

    /// @param views what there is to draw now
    /// @param position says anew where the run stands
    RedrawLoop(Supplier<List<LabView>> views, Runnable position, Scene scene, Models models) {
        this.views = views;
        this.position = position;
        this.models = models;
        scene.addEventFilter(InputEvent.ANY, _ -> handAt = System.nanoTime());
    }

    /// Once, as soon as the run has been evaluated and a pulse finds nothing more to draw: JavaFX begins no pulse before the
    /// frame of the last one is on the screen.
    void whenAllIsDrawn(Runnable then) {
        whenAllIsDrawn = then;
    }

    @Override
    public void handle(long now) {
        long time = System.nanoTime();
        models.turn(time);
        boolean stepping = models.steps().openProperty().get();
        boolean followsHand = time - handAt < HAND_NANOS || models.steps().playingProperty().get();
        List<LabView> all = views.get();
        int most = stepping ? all.size() : PER_PULSE;
        int drawn = 0;
        for (int looked = 0; looked < all.size() && drawn < most; looked++) {
            LabView view = all.get(next % all.size());
            next = (next + 1) % all.size();
            boolean due = followsHand || time - drawnAt.getOrDefault(view, time - INTERVAL_NANOS) >= INTERVAL_NANOS;
            if (due && view.draw()) {
                drawnAt.put(view, time);
                drawn++;
            }
        }
        sayPosition(time, drawn > 0);
        if (drawn == 0 && whenAllIsDrawn != null && models.lab().evaluationProperty().get() != null) {
            Runnable then = whenAllIsDrawn;
            whenAllIsDrawn = null;
            then.run();
        }
    }

    /// In a frame that paints a view anyway, if there is one.
    private void sayPosition(long time, boolean besideViews) {
        if (time - positionAt >= (besideViews ? INTERVAL_NANOS : 2 * INTERVAL_NANOS)) {
            positionAt = time;
            position.run();
        }
    }
}
