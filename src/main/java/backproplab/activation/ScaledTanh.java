package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Elementary;

import java.util.List;

/// `f(z) = a·tanh(b·z)`, `f′(z) = a·b·tanh′(b·z)`. With the standard values `f(±1) = ±1` and the second derivative is
/// largest there, so that targets of ±1 do not drive the units into saturation.
///
/// Reference: LeCun, Bottou, Orr, Müller, *Efficient BackProp*, 1998.
public record ScaledTanh(double a, double b) implements Activation {
    private static final Setting.Real A =
            Setting.positive("a", 1.7159, 100, "the height: f stays between −a and a").slider(0.1, 10);

    private static final Setting.Real B =
            Setting.positive("b", 2.0 / 3, 100, "how fast the curve rises: the slope at 0 is a·b").slider(0.1, 10);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "scaled_tanh",
                    "Scaled tanh",
                    "f(z) = a·tanh(bz): LeCun’s choice takes ±1 to ±1",
                    List.of(A, B),
                    it -> new ScaledTanh(it.real(A), it.real(B)));

    public ScaledTanh {
        A.check(a);
        B.check(b);
    }

    @Override
    public double value(double z) {
        return a * Elementary.tanh(b * z);
    }

    @Override
    public double derivative(double z) {
        return a * b * Tanh.slope(b * z);
    }

    @Override
    public double steepestSlope() {
        return a * b;
    }

    @Override
    public Range range() {
        return Range.open(-a, a);
    }
}
