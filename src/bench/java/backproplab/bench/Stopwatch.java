package backproplab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Times a step that is made again and again.
public final class Stopwatch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// So often the clocks are read: seldom enough that reading them costs nothing.
    private static final double SECONDS_BETWEEN_LOOKS = 2e-3;

    private final Runnable step;
    private int stepsBetweenLooks = 1;

    public Stopwatch(Runnable step) {
        this.step = step;
    }

    /// @param cpuSeconds of the calling thread alone: neither the compiler nor the collector of garbage is in it
    public record Slice(long steps, double cpuSeconds, double wallSeconds) {
        public double stepsPerCpuSecond() {
            return steps / cpuSeconds;
        }

        public double stepsPerSecond() {
            return steps / wallSeconds;
        }
    }

    /// Makes steps for `seconds` by the clock on the wall.
    public Slice run(double seconds) {
        long startCpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long steps = 0;
        double passed = 0;
        while (passed < seconds) {
            double before = passed;
            make(stepsBetweenLooks);
            steps += stepsBetweenLooks;
            passed = (System.nanoTime() - start) * 1e-9;
            if (passed - before < SECONDS_BETWEEN_LOOKS) {
                stepsBetweenLooks *= 2;
            } else if (passed - before > 4 * SECONDS_BETWEEN_LOOKS && stepsBetweenLooks > 1) {
                stepsBetweenLooks /= 2;
            }
        }
        return new Slice(steps, (THREADS.getCurrentThreadCpuTime() - startCpu) * 1e-9, passed);
    }

    private void make(int steps) {
        for (int i = 0; i < steps; i++) {
            step.run();
        }
    }

    /// Answers each line of standard input, a number of seconds, by a line `steps cpu-seconds wall-seconds` after so many
    /// seconds of steps, until the input ends. So a script has several programs run in turns, each warm.
    public void serve() throws IOException {
        System.out.println("ready");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Slice slice = run(Double.parseDouble(line));
            System.out.printf(Locale.ROOT, "%d %.6f %.6f%n", slice.steps(), slice.cpuSeconds(), slice.wallSeconds());
        }
    }
}
