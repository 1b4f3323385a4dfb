package backproplab.ui.app;

import backproplab.ui.viewmodel.LabModel;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What the program does by itself as soon as its window can be used: when the frame is on the screen in which every view
/// that is seen has drawn its first numbers. For measurements and for the launcher's archive; asked for by the environment
/// variable [#VARIABLE], in small letters.
enum WhenUsable {
    /// Says so, with one line on standard error.
    SAY,
    /// Says so, and trains at full speed.
    TRAIN,
    /// Trains for a moment and leaves: what a start needs has been used then.
    REHEARSE;

    static final String VARIABLE = "BACKPROP_LAB_WHEN_USABLE";

    private static final Duration REHEARSAL = Duration.seconds(1.5);
    private static final long PATIENCE_SECONDS = 60;

    static Optional<WhenUsable> in(Map<String, String> environment) {
        String asked = environment.getOrDefault(VARIABLE, "").toUpperCase(Locale.ROOT);
        for (WhenUsable it : values()) {
            if (it.name().equals(asked)) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }

    /// To be called before there is a window: nobody sees a rehearsal that hangs, so it ends itself.
    void begin() {
        if (this == REHEARSE) {
            Thread.ofPlatform()
                    .daemon()
                    .name("rehearsal")
                    .start(() -> {
                        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
                        Runtime.getRuntime().halt(1);
                    });
        }
    }

    void happen(LabModel model) {
        if (this != REHEARSE) {
            System.err.println("the window can be used");
        }
        if (this != SAY) {
            model.setSpeed(Double.POSITIVE_INFINITY);
            model.toggleRunning();
        }
        if (this == REHEARSE) {
            var end = new PauseTransition(REHEARSAL);
            end.setOnFinished(_ -> Platform.exit());
            end.play();
        }
    }
}
