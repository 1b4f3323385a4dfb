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

    private final Runnable call;
    private final int stepsPerCall;
    private int callsBetweenLooks = 1;

    public Stopwatch(Runnable step) {
        this(step, 1);
    }

    /// @param stepsPerCall how many steps `call` makes at once
    public Stopwatch(Runnable call, int stepsPerCall) {
        this.call = call;
        this.stepsPerCall = stepsPerCall;
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
        long calls = 0;
        double passed = 0;
        while (passed < seconds) {
            double before = passed;
            make(callsBetweenLooks);
            calls += callsBetweenLooks;
            passed = (System.nanoTime() - start) * 1e-9;
            if (passed - before < SECONDS_BETWEEN_LOOKS) {
                callsBetweenLooks *= 2;
            } else if (passed - before > 4 * SECONDS_BETWEEN_LOOKS && callsBetweenLooks > 1) {
                callsBetweenLooks /= 2;
            }
        }
        return new Slice(calls * stepsPerCall, (THREADS.getCurrentThreadCpuTime() - startCpu) * 1e-9, passed);
    }

    private void make(int times) {
        for (int i = 0; i < times; i++) {
            call.run();
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
