package backproplab.data;

import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Brings every column to mean 0 and variance 1: `z = (x − mean) / deviation`.
///
/// A column is one number of an item; `mean = Σx / m` and `deviation = √(Σ(x − mean)² / m)`, the biased variance, over
/// the m samples of the *training* set. The test set is transformed with the same numbers: what it holds must not
/// leak into training. A constant column has deviation 1 here, so that it is centred only.
public record Standardizer(List<Double> means, List<Double> deviations) {
    public Standardizer {
        if (means.size() != deviations.size()) {
            throw new IllegalArgumentException("%d means and %d deviations".formatted(means.size(), deviations.size()));
        }
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        for (double mean : means) {
            if (!Double.isFinite(mean)) {
                throw new IllegalArgumentException("every mean must be a finite number, got " + mean);
            }
        }
        for (double deviation : deviations) {
            if (!(deviation > 0 && Double.isFinite(deviation))) {
                throw new IllegalArgumentException("every deviation must be a positive number, got " + deviation);
            }
        }
    }

    /// @param training the inputs of the training set, `[samples, …]`
    public static Standardizer of(Tensor training) {
        // Works on the numbers divided by a power of two near the largest of their column, which costs no accuracy:
        // neither sums nor squares overflow then, nor do squares vanish.
        double[] least = new double[training.rowSize()];
        double[] most = new double[training.rowSize()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        forEach(
                training,
                (column, x) -> {
                    least[column] = Math.min(least[column], x);
                    most[column] = Math.max(most[column], x);
                });
        int[] exponent = new int[least.length];
        Arrays.setAll(exponent, it -> Math.getExponent(Math.max(Math.abs(least[it]), Math.abs(most[it]))));

        double[] mean = new double[least.length];
        forEach(training, (column, x) -> mean[column] += Math.scalb(x, -exponent[column]));
        Arrays.setAll(mean, it -> mean[it] / training.rows());

        double[] squares = new double[least.length];
        forEach(
                training,
                (column, x) -> {
                    double distance = Math.scalb(x, -exponent[column]) - mean[column];
                    squares[column] += distance * distance;
                });
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int column = 0; column < mean.length; column++) {
            boolean constant = least[column] == most[column];
            double deviation = Math.scalb(Math.sqrt(squares[column] / training.rows()), exponent[column]);
            means.add(constant ? least[column] : Math.scalb(mean[column], exponent[column]));
            deviations.add(constant || deviation == 0 ? 1.0 : deviation);
        }
        return new Standardizer(means, deviations);
    }

    /// Both parts of a split, with the numbers of its training part.
    public static Split applyTo(Split split) {
        Standardizer standardizer = of(split.train().input());
        return new Split(standardizer.apply(split.train()), split.test().map(standardizer::apply));
    }

    /// `samples` with its first input standardized.
    public Dataset apply(Dataset samples) {
        return samples.withInput(apply(samples.input()));
    }

    /// `z = (x − mean) / deviation`, in a new tensor.
    public Tensor apply(Tensor x) {
        // Half of each, which costs no bit, because the difference of two large numbers may overflow.
        return each(x, (value, mean, deviation) -> (value / 2 - mean / 2) / (deviation / 2));
    }

    /// `x = z · deviation + mean`, in a new tensor: [#apply] undone up to rounding.
    public Tensor invert(Tensor z) {
        return each(z, (value, mean, deviation) -> value * deviation + mean);
    }

    private Tensor each(Tensor given, Transform transform) {
        int columns = given.rowSize();
        if (columns != means.size()) {
            throw new IllegalArgumentException(
                    "made for items of %d numbers, got %s".formatted(means.size(), given.shape()));
        }
        double[] mean = means.stream().mapToDouble(it -> it).toArray();
        double[] deviation = deviations.stream().mapToDouble(it -> it).toArray();
        Tensor result = given.copy();
        double[] values = result.values();
        for (int from = 0; from < values.length; from += columns) {
            for (int column = 0; column < columns; column++) {
                values[from + column] = transform.of(values[from + column], mean[column], deviation[column]);
            }
        }
        return result;
    }

    private interface Transform {
        double of(double value, double mean, double deviation);
    }

    private interface Visitor {
        void see(int column, double x);
    }

    private static void forEach(Tensor samples, Visitor visitor) {
        int columns = samples.rowSize();
        for (int from = 0; from < samples.size(); from += columns) {
            for (int column = 0; column < columns; column++) {
                visitor.see(column, samples.get(from + column));
            }
        }
    }
}
