package backproplab.ui.app;

import backproplab.ui.Toolkit;

import javafx.animation.AnimationTimer;

import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Records, with the JVM's flight recorder, what JavaFX tells of its pulses, when the pixels of a frame are handed to the
/// window system, and when views paint.
///
/// To be begun once before the toolkit starts ([#prepare]): JavaFX asks only then whether anybody records.
final class FrameRecording implements AutoCloseable {
    /// Somebody moved something.
    static final String MOVED = "moved";

    /// The session has taken the movement up.
    static final String TAKEN = "taken";

    private static final String PHASE = "javafx.PulsePhase";
    private static final String CALL = "jdk.MethodTrace";
    private static final String UPLOAD = "com.sun.glass.ui.View::uploadPixels";

    private final Recording recording = new Recording();
    private final String painter;
    private final WorkClock clock = new WorkClock();

    /// A frame that had something to paint.
    ///
    /// @param begun the pulse began: animations are told, the views that are due draw, styles and layout follow
    /// @param shown the pixels were handed to the window system
    /// @param work processor time of the window's thread and the rendering thread until the next pulse
    record Frame(Instant begun, Instant shown, Duration work) {
        Duration time() {
            return Duration.between(begun, shown);
        }
    }

    /// @param paints when the observed method began
    record Found(List<Frame> frames, Map<String, List<Instant>> marks, List<Instant> paints) {
        /// When [Mark]s of that name were set.
        List<Instant> marks(String name) {
            return marks.getOrDefault(name, List.of());
        }
    }

    /// A moment that the measurement itself wants to find again.
    @Name("backproplab.Mark")
    @Label("Mark")
    @StackTrace(false)
    static final class Mark extends Event {
        @Label("Which")
        @SuppressWarnings("UnusedVariable") // the recorder reads it
        private final String which;

        private Mark(String which) {
            this.which = which;
        }

        static void set(String which) {
            new Mark(which).commit();
        }
    }

    /// The processor time that was used at the beginning of a pulse.
    @Name("backproplab.Work")
    @Label("Work")
    @StackTrace(false)
    static final class Work extends Event {
        @Label("Nanoseconds")
        @SuppressWarnings("UnusedVariable") // the recorder reads it
        private final long nanos;

        private Work(long nanos) {
            this.nanos = nanos;
        }
    }

    /// Notes the work of the two threads at each pulse.
    private static final class WorkClock extends AnimationTimer {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        private final long rendering =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(it -> it.getName().startsWith("QuantumRenderer"))
                        .findFirst()
                        .orElseThrow()
                        .threadId();

        @Override
        public void handle(long now) {
            new Work(THREADS.getCurrentThreadCpuTime() + THREADS.getThreadCpuTime(rendering)).commit();
        }
    }

    /// Before the first use of the toolkit.
    static void prepare() {
        FlightRecorder.getFlightRecorder();
        FlightRecorder.register(Mark.class);
        FlightRecorder.register(Work.class);
    }

    /// @param painter a method whose calls are wanted as well, such as `backproplab.ui.view.LossView::paint`; or nothing
    FrameRecording(String painter) {
        this.painter = painter;
        recording.enable(PHASE).withThreshold(Duration.ZERO).withoutStackTrace();
        recording.enable(Mark.class);
        recording.enable(Work.class);
        recording
                .enable(CALL)
                .withThreshold(Duration.ZERO)
                .withoutStackTrace()
                .with("filter", painter.isEmpty() ? UPLOAD : UPLOAD + ";" + painter);
        recording.start();
        Toolkit.run(clock::start);
    }

    /// Ends the recording and reads it.
    Found stop() {
        recording.stop();
        Toolkit.run(clock::stop);
        try {
            Path file = Files.createTempFile("frames", ".jfr");
            try {
                recording.dump(file);
                return read(RecordingFile.readAllEvents(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        recording.close();
    }

    private Found read(List<RecordedEvent> events) {
        List<RecordedEvent> uploads = calls(events, UPLOAD);
        List<RecordedEvent> works = named(events, "backproplab.Work");
        Map<Integer, List<RecordedEvent>> byPulse =
                named(events, PHASE).stream().collect(Collectors.groupingBy(it -> it.getInt("pulseId")));
        byPulse.remove(0); // between pulses
        List<Frame> frames = new ArrayList<>();
        for (List<RecordedEvent> pulse : byPulse.values()) {
            Optional<RecordedEvent> begun = pulse.stream().filter(it -> !isRendering(it)).findFirst();
            Optional<RecordedEvent> painted = pulse.stream().filter(FrameRecording::isRendering).reduce((_, it) -> it);
            if (begun.isPresent() && painted.isPresent()) {
                frame(begun.get().getStartTime(), painted.get().getEndTime(), uploads, works).ifPresent(frames::add);
            }
        }
        frames.sort(Comparator.comparing(Frame::begun));
        return new Found(
                frames,
                named(events, "backproplab.Mark").stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> it.getString("which"),
                                        Collectors.mapping(RecordedEvent::getStartTime, Collectors.toList()))),
                painter.isEmpty()
                        ? List.of()
                        : calls(events, painter).stream().map(RecordedEvent::getStartTime).toList());
    }

    private static Optional<Frame> frame(
            Instant begun, Instant painted, List<RecordedEvent> uploads, List<RecordedEvent> works) {
        Optional<Instant> shown = uploads.stream().map(RecordedEvent::getEndTime).filter(painted::isBefore).findFirst();
        List<Long> work =
                works.stream()
                        .filter(it -> begun.isBefore(it.getStartTime()))
                        .limit(2)
                        .map(it -> it.getLong("nanos"))
                        .toList();
        return shown.isPresent() && work.size() == 2
                ? Optional.of(new Frame(begun, shown.get(), Duration.ofNanos(work.getLast() - work.getFirst())))
                : Optional.empty();
    }

    private static boolean isRendering(RecordedEvent phase) {
        return !phase.getThread().getJavaName().equals("JavaFX Application Thread");
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(it -> it.getEventType().getName().equals(name))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    /// @param method as in a filter
    private static List<RecordedEvent> calls(List<RecordedEvent> events, String method) {
        return named(events, CALL).stream()
                .filter(it -> {
                    var called = it.<jdk.jfr.consumer.RecordedMethod>getValue("method");
                    return (called.getType().getName() + "::" + called.getName()).equals(method);
                })
                .toList();
    }
}
