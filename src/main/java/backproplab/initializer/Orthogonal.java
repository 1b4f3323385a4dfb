package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// `gain` times a random matrix with orthonormal rows or columns, whichever are fewer: with gain 1 a square one
/// changes no length in either pass, at any depth of a linear network.
///
/// A parameter of more than two axes is flattened to `[out][rest]`. The shorter side's vectors are drawn one after the
/// other from a normal distribution and made orthonormal in turn by Gram–Schmidt, that is, a QR decomposition whose R
/// has a positive diagonal; then every orthogonal matrix is equally likely (Mezzadri, *How to Generate Random Matrices
/// from the Classical Compact Groups*, 2007).
///
/// Reference: Saxe, McClelland, Ganguli, *Exact solutions to the nonlinear dynamics of learning in deep linear neural
/// networks*, 2014.
public record Orthogonal(double gain) implements Initializer {
    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "orthogonal",
                    "Orthogonal",
                    "rows or columns at right angles, of length gain: linear layers keep the length of what passes"
                            + " through them",
                    List.of(Spread.GAIN),
                    it -> new Orthogonal(it.real(Spread.GAIN)));

    public Orthogonal {
        Spread.GAIN.check(gain);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        int rows = parameter.rows();
        int columns = parameter.rowSize();
        double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                parameter.set(r, c, gain * (rows <= columns ? vectors[r][c] : vectors[c][r]));
            }
        }
    }

    /// `gain²` spread over the longer side.
    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        int rows = shape.size(0);
        return Spread.variance(gain, 1, Math.max(rows, shape.elements() / rows));
    }

    /// @param count at most `length`
    private static double[][] orthonormal(int count, int length, RandomGenerator random) {
        double[][] vectors = new double[count][length];
        for (int v = 0; v < count; v++) {
            double remains;
            do {
                for (int i = 0; i < length; i++) {
                    vectors[v][i] = random.nextGaussian();
                }
                double drawn = length(vectors[v]);
                takeAwayShadows(vectors, v);
                remains = length(vectors[v]) / drawn;
                // once is enough only where little was taken away; twice always is (Kahan, in Parlett 1980)
                takeAwayShadows(vectors, v);
            } while (!(remains > 1e-8)); // as good as dependent on those before it: as rare as such a number
            scale(vectors[v], 1 / length(vectors[v]));
        }
        return vectors;
    }

    /// Subtracts from vector `v` its projection on each one before it.
    private static void takeAwayShadows(double[][] vectors, int v) {
        for (int before = 0; before < v; before++) {
            double shadow = dot(vectors[before], vectors[v]);
            for (int i = 0; i < vectors[v].length; i++) {
                vectors[v][i] = Math.fma(-shadow, vectors[before][i], vectors[v][i]);
            }
        }
    }

    private static void scale(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }
}
