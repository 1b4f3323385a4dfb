package backproplab.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/// How the time of a training step grows, from a network of 64 inputs, 4 hidden layers of 64 ReLU and 10 outputs with a
/// batch of 32: one of the three numbers at a time. On one thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Dbackproplab.threads=1")
public class Growth {
    private static final int HIDDEN_LAYERS = 4;
    private static final int UNITS = 64;
    private static final int SAMPLES = 32;

    /// The number of hidden layers.
    @State(Scope.Thread)
    public static class Depth {
        @Param({"1", "2", "4", "8", "16", "32", "64"})
        int layers;

        Runnable step = () -> {};

        @Setup
        public void start() {
            step = Pace.step(Workload.deep("depth", layers, UNITS, SAMPLES));
        }
    }

    /// The units of each hidden layer and the inputs.
    @State(Scope.Thread)
    public static class Width {
        @Param({"2", "4", "8", "16", "32", "64", "128", "256", "512"})
        int units;

        Runnable step = () -> {};

        @Setup
        public void start() {
            step = Pace.step(Workload.deep("width", HIDDEN_LAYERS, units, SAMPLES));
        }
    }

    /// The samples of a batch.
    @State(Scope.Thread)
    public static class Batch {
        @Param({"1", "2", "4", "8", "16", "32", "64", "128", "256", "512"})
        int samples;

        Runnable step = () -> {};

        @Setup
        public void start() {
            step = Pace.step(Workload.deep("batch", HIDDEN_LAYERS, UNITS, samples));
        }
    }

    @Benchmark
    public void depth(Depth depth) {
        depth.step.run();
    }

    @Benchmark
    public void width(Width width) {
        width.step.run();
    }

    @Benchmark
    public void batch(Batch batch) {
        batch.step.run();
    }
}
