package backproplab.loss;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// `l = factor · (y − t)²`, `∂l/∂y = 2 · factor · (y − t)`. With factor ½ the derivative is the error itself.
public record SquaredError(double factor) implements ElementwiseLoss {
    private static final Setting.Real FACTOR =
            Setting.positive(
                            "factor",
                            0.5,
                            1e6,
                            "multiplies the squared error: with ½ the derivative is y − t, with 1 it is 2(y − t)")
                    .slider(0.1, 10);

    static final Entry<Loss> ENTRY =
            new Entry<>(
                    "squared_error",
                    "Squared error",
                    "l = factor · (y − t)²: for regression",
                    List.of(FACTOR),
                    it -> new SquaredError(it.real(FACTOR)));

    public SquaredError {
        FACTOR.check(factor);
    }

    @Override
    public double value(double y, double t) {
        double e = y - t;
        return factor * (e * e);
    }

    @Override
    public double derivative(double y, double t) {
        return 2 * factor * (y - t);
    }
}
