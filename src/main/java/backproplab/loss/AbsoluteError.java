package backproplab.loss;

import backproplab.catalog.Entry;

import java.util.List;

/// `l = |y − t|`, `∂l/∂y = sign(y − t)`, 0 at the kink `y = t`.
///
/// The derivative does not grow with the error: an outlier pulls no harder than any other sample, and the
/// best constant is the median.
public record AbsoluteError() implements ElementwiseLoss {
    static final Entry<Loss> ENTRY =
            Entry.plain(
                    "absolute_error",
                    "Absolute error",
                    "l = |y − t|: for regression with outliers; every error pulls equally hard",
                    new AbsoluteError());

    @Override
    public double value(double y, double t) {
        return Math.abs(y - t);
    }

    @Override
    public double derivative(double y, double t) {
        return Math.signum(y - t);
    }

    @Override
    public List<Double> kinks(double t) {
        return List.of(t);
    }
}
