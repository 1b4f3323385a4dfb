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

/// Training steps per second of each [Workload], on one thread.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Dbackproplab.threads=1")
public class Training {
    @Param({"W1", "W2", "W3-10", "W3-32", "W4-32", "W4-128", "W5", "W5i", "W6"})
    String workload = "";

    private Runnable step = () -> {};

    @Setup
    public void start() {
        step = Pace.step(Workload.of(workload));
    }

    @Benchmark
    public void step() {
        step.run();
    }
}
