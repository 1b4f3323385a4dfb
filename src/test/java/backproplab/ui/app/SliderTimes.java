package backproplab.ui.app;

import backproplab.training.SessionEvent;
import backproplab.ui.Toolkit;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Slider;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// How long it takes from a movement of a slider until the curve that it changes is on the screen, while the network trains.
///
/// A movement begins when its event is handed to the window's thread, whatever that is busy with; it ends when the pixels
/// of the frame in which the view painted next are handed to the window system.
final class SliderTimes {
    private static final int MOVES = 60;
    private static final int MIDDLE = 25;

    /// Far enough for each movement to be another value, near enough to stay on the slider.
    private static final double PIXELS = 2;

    /// Longer than a movement takes, and of no rhythm with the frames.
    private static final int LEAST_PAUSE_MILLIS = 90;

    private static final int MOST_PAUSE_MILLIS = 140;

    /// For the frame of the last movement, also on a loaded machine.
    private static final int LAST_FRAME_MILLIS = 500;

    private final LabWindow window;

    SliderTimes(LabWindow window) {
        this.window = window;
    }

    /// Of the curve that follows the slider itself.
    ///
    /// @param painter the method that paints the curve
    List<Duration> ofCurve(String slider, String painter) throws InterruptedException {
        return measure(slider, painter, false);
    }

    /// Of a curve that shows steps made with the new value: the session takes the change up, trains on and tells.
    List<Duration> ofTraining(String slider, String painter) throws InterruptedException {
        return measure(slider, painter, true);
    }

    private List<Duration> measure(String id, String painter, boolean byTraining) throws InterruptedException {
        Random random = new Random(1);
        SliderHand hand = Toolkit.call(() -> new SliderHand(slider(id)));
        ChangeListener<@Nullable SessionEvent> taken =
                (_, _, event) -> {
                    if (event instanceof SessionEvent.Changed) {
                        FrameRecording.Mark.set(FrameRecording.TAKEN);
                    }
                };
        Toolkit.run(() -> window.model().lastEventProperty().addListener(taken));
        try (FrameRecording recording = new FrameRecording(painter)) {
            Toolkit.run(hand::take);
            for (int i = 0; i < MOVES; i++) {
                double pixels = i / MIDDLE % 2 == 0 ? PIXELS : -PIXELS;
                FrameRecording.Mark.set(FrameRecording.MOVED);
                Platform.runLater(() -> hand.drag(pixels));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
            }
            Toolkit.run(hand::letGo);
            TimeUnit.MILLISECONDS.sleep(LAST_FRAME_MILLIS);
            return times(recording.stop(), byTraining);
        } finally {
            Toolkit.run(() -> window.model().lastEventProperty().removeListener(taken));
        }
    }

    private Slider slider(String id) {
        if (window.content().lookup("#" + id) instanceof Slider slider) {
            return slider;
        }
        throw new IllegalStateException("the window has no slider `%s`".formatted(id));
    }

    private static List<Duration> times(FrameRecording.Found found, boolean byTraining) {
        List<Duration> times = new ArrayList<>();
        for (Instant moved : found.marks(FrameRecording.MOVED)) {
            Optional<Instant> from =
                    byTraining
                            ? found.marks(FrameRecording.TAKEN).stream().filter(moved::isBefore).findFirst()
                            : Optional.of(moved);
            from.flatMap(it -> found.paints().stream().filter(it::isBefore).findFirst())
                    .flatMap(painted ->
                            found.frames().stream()
                                    .filter(it -> it.begun().isBefore(painted) && it.shown().isAfter(painted))
                                    .findFirst())
                    .ifPresent(frame -> times.add(Duration.between(moved, frame.shown())));
        }
        return times;
    }
}
