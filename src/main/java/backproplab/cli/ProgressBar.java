package backproplab.cli;

import backproplab.training.Trainer;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/// One line on a terminal that is drawn over and over, and gone at the end. Elsewhere nothing is printed: a log file
/// wants no bar.
final class ProgressBar implements AutoCloseable {
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final int WIDTH = 24;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintWriter terminal;
    private final boolean visible;
    private long dueNanos = System.nanoTime() + INTERVAL_NANOS;
    private boolean drawn;

    ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
        this.visible = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    void show(long made, long steps, Trainer trainer) {
        show(
                made,
                steps,
                () ->
                        "step %d · epoch %d · loss %s"
                                .formatted(trainer.steps(), trainer.epoch(), Figures.of(trainer.loss())));
    }

    /// @param text what stands behind the bar; asked for only when something is drawn
    void show(long made, long steps, Supplier<String> text) {
        if (visible && System.nanoTime() - dueNanos >= 0) {
            double share = (double) made / steps;
            int full = (int) (share * WIDTH);
            terminal.print(
                    "%s[%s%s] %3d %%  %s"
                            .formatted(
                                    ERASE_LINE,
                                    "█".repeat(full),
                                    "░".repeat(WIDTH - full),
                                    (int) (100 * share),
                                    text.get()));
            terminal.flush();
            drawn = true;
            dueNanos = System.nanoTime() + INTERVAL_NANOS;
        }
    }

    @Override
    public void close() {
        if (drawn) {
            terminal.print(ERASE_LINE);
            terminal.flush();
        }
    }
}
