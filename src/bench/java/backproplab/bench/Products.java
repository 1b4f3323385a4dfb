package backproplab.bench;

import backproplab.random.SeededRandom;
import backproplab.tensor.Kernels;
import backproplab.tensor.Tensor;

import org.openjdk.jmh.annotations.AuxCounters;
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

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// The three products of a dense layer at the shapes of the workloads, on one thread. The counter `operations` is in
/// GFLOP/s: two per product of two numbers.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Dbackproplab.threads=1")
public class Products {
    /// `batch x in x out`.
    @Param({"10x784x30", "32x784x30", "32x30x10", "32x784x128", "128x784x128", "32x128x64", "32x64x64", "32x64x10"})
    String shape = "";

    private int rows;
    private double operations;
    private Tensor x = Tensor.zeros(1, 1);
    private Tensor w = Tensor.zeros(1, 1);
    private Tensor b = Tensor.zeros(1);
    private Tensor z = Tensor.zeros(1, 1);
    private Tensor dx = Tensor.zeros(1, 1);
    private Tensor dw = Tensor.zeros(1, 1);

    /// Operations in units of 10⁹.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Giga {
        public double operations;
    }

    @Setup
    public void fill() {
        int[] sizes = Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        rows = sizes[0];
        int in = sizes[1];
        int out = sizes[2];
        operations = 2e-9 * rows * in * out;
        SeededRandom random = new SeededRandom(7);
        x = filled(random, rows, in);
        w = filled(random, out, in);
        b = filled(random, out);
        z = filled(random, rows, out);
        dx = filled(random, rows, in);
        dw = filled(random, out, in);
    }

    private static Tensor filled(SeededRandom random, int... sizes) {
        Tensor tensor = Tensor.zeros(sizes);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextDouble() - 0.5);
        }
        return tensor;
    }

    /// `Z = X·Wᵀ + b`.
    @Benchmark
    public Tensor forward(Giga giga) {
        Kernels.affine(x, w, b, z, rows);
        giga.operations += operations;
        return z;
    }

    /// `dX = dZ·W`.
    @Benchmark
    public Tensor inputGradient(Giga giga) {
        Kernels.times(z, w, dx, rows);
        giga.operations += operations;
        return dx;
    }

    /// `dW = dZᵀ·X`.
    @Benchmark
    public Tensor weightGradient(Giga giga) {
        Kernels.transposeTimes(z, x, dw, rows);
        giga.operations += operations;
        return dw;
    }
}
