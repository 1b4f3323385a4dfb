package backproplab.bench;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.random.SeededRandom;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/// Nanoseconds per number of activations and of their gradients, on a layer of 64 units and a batch of 32.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Dbackproplab.threads=1")
public class Functions {
    private static final int NUMBERS = 32 * 64;

    @Param({"relu", "tanh", "sigmoid", "softplus", "elu", "gelu", "silu"})
    String function = "";

    private final double[] z = new double[NUMBERS];
    private final double[] a = new double[NUMBERS];
    private final double[] da = new double[NUMBERS];
    private final double[] dz = new double[NUMBERS];
    private Activation activation = Activations.CATALOG.entries().getFirst().standard();

    @Setup
    public void fill() {
        activation = Activations.CATALOG.get(function).standard();
        SeededRandom random = new SeededRandom(7);
        for (int i = 0; i < NUMBERS; i++) {
            z[i] = random.nextGaussian();
            da[i] = random.nextGaussian();
        }
    }

    /// `a = f(z)`.
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public double[] values() {
        activation.values(z, a, 0, NUMBERS);
        return a;
    }

    /// `dz += da·f′(z)`.
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public double[] gradients() {
        activation.addGradients(z, da, dz, 0, NUMBERS);
        return dz;
    }
}
