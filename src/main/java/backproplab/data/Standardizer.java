package backproplab.data;

import backproplab.tensor.Tensor;

import java.util.ArrayList;
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
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int column = 0; column < training.rowSize(); column++) {
            Column measured = Column.of(training, column);
            means.add(measured.mean);
            deviations.add(measured.deviation);
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
        Tensor result = Tensor.zeros(given.shape());
        for (int i = 0; i < given.size(); i++) {
            int column = i % columns;
            result.set(i, transform.of(given.get(i), mean[column], deviation[column]));
        }
        return result;
    }

    private interface Transform {
        double of(double value, double mean, double deviation);
    }

    private record Column(double mean, double deviation) {
        /// Works on the numbers divided by a power of two near the largest, which costs no accuracy: neither sums nor
        /// squares overflow then, nor do squares vanish.
        static Column of(Tensor samples, int column) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < samples.rows(); row++) {
                least = Math.min(least, samples.get(row, column));
                most = Math.max(most, samples.get(row, column));
            }
            if (least == most) {
                return new Column(least, 1);
            }
            int exponent = Math.getExponent(Math.max(Math.abs(least), Math.abs(most)));
            double sum = 0;
            for (int row = 0; row < samples.rows(); row++) {
                sum += Math.scalb(samples.get(row, column), -exponent);
            }
            double mean = sum / samples.rows();
            double squares = 0;
            for (int row = 0; row < samples.rows(); row++) {
                double distance = Math.scalb(samples.get(row, column), -exponent) - mean;
                squares += distance * distance;
            }
            double deviation = Math.scalb(Math.sqrt(squares / samples.rows()), exponent);
            return new Column(Math.scalb(mean, exponent), deviation > 0 ? deviation : 1);
        }
    }
}
