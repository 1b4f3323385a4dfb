package backproplab.bench;

import backproplab.statistics.StepStatistics;
import backproplab.training.Trainer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Training steps per second of workloads: `Pace W3-10 W6`, or of all. On one thread, unless the system property
/// `backproplab.threads` says otherwise: then only the clock tells what was gained.
///
/// Each is warmed up for three seconds, then timed in slices. By the thread's own time is what the step costs; by the
/// clock is what one gets on this machine at this moment. The JVM compiles for what it has run before: for the figures of
/// a program that trains one network, time one workload per run.
///
/// `Pace --serve W6` is timed by a script ([Stopwatch#serve]); `Pace --list` tells it of the JVM and the workloads.
public final class Pace {
    private static final String THREADS = "backproplab.threads";
    private static final double WARM_UP = 3.5;
    private static final int SLICES = 8;
    private static final double SLICE = 0.5;

    private Pace() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getProperty(THREADS) == null) {
            System.setProperty(THREADS, "1");
        }
        List<String> ids = new ArrayList<>(Arrays.asList(arguments));
        if (ids.remove("--list")) {
            System.out.println("java " + ProcessHandle.current().info().command().orElseThrow());
            System.out.println("class-path " + System.getProperty("java.class.path"));
            Workload.ALL.forEach(
                    it -> System.out.printf(Locale.ROOT, "%s %.0f %s%n", it.id(), it.usefulOperations(), it.outline()));
        } else if (ids.remove("--serve")) {
            new Stopwatch(step(Workload.of(ids.getFirst()))).serve();
        } else {
            System.out.println("             steps/s of thread time    steps/s by the clock");
            System.out.println("workload        best      median        best      median   useful GFLOP/s");
            (ids.isEmpty() ? Workload.ALL : ids.stream().map(Workload::of).toList()).forEach(Pace::time);
        }
    }

    private static void time(Workload workload) {
        Stopwatch watch = new Stopwatch(step(workload));
        watch.run(WARM_UP);
        List<Stopwatch.Slice> slices = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            slices.add(watch.run(SLICE));
        }
        double[] cpu = sorted(slices, Stopwatch.Slice::stepsPerCpuSecond);
        double[] wall = sorted(slices, Stopwatch.Slice::stepsPerSecond);
        System.out.printf(
                Locale.ROOT,
                "%-8s %,11.0f %,11.0f %,11.0f %,11.0f   %14.1f%n",
                workload.id(),
                cpu[SLICES - 1],
                cpu[SLICES / 2],
                wall[SLICES - 1],
                wall[SLICES / 2],
                cpu[SLICES / 2] * workload.usefulOperations() * 1e-9);
    }

    private static double[] sorted(List<Stopwatch.Slice> slices, ToDoubleFunction<Stopwatch.Slice> rate) {
        return slices.stream().mapToDouble(rate).sorted().toArray();
    }

    /// One step of the program's own trainer, with the statistics of each layer that it collects.
    ///
    /// @throws IllegalStateException in a step that was not made
    public static Runnable step(Workload workload) {
        Trainer trainer = workload.trainer();
        if (!workload.inspected()) {
            return () -> make(trainer);
        }
        ActivationMeter activations = new ActivationMeter(trainer.network());
        return () -> {
            make(trainer);
            activations.measure();
            look(trainer.statistics().snapshot());
        };
    }

    private static void make(Trainer trainer) {
        if (!trainer.step()) {
            throw new IllegalStateException("training stopped at " + trainer.divergence());
        }
    }

    /// The norms of all gradients, as numbers.
    private static void look(StepStatistics statistics) {
        double sum = 0;
        for (var layer : statistics.layers()) {
            sum += layer.delta().l2();
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a gradient is not a number");
        }
    }
}
