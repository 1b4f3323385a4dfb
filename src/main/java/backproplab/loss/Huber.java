package backproplab.loss;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// With `e = y − t`: `l = e²/2` for `|e| ≤ delta`, else `delta·(|e| − delta/2)`; `∂l/∂y` is e limited to
/// `[−delta, delta]`. Value and derivative are continuous where the two parts meet.
///
/// Reference: Huber, *Robust Estimation of a Location Parameter*, 1964.
public record Huber(double delta) implements ElementwiseLoss {
    private static final Setting.Real DELTA =
            Setting.positive(
                            "delta",
                            1,
                            1e6,
                            "the size of error from which on the loss grows in a straight line instead of squared")
                    .slider(0.05, 20);

    static final Entry<Loss> ENTRY =
            new Entry<>(
                    "huber",
                    "Huber",
                    "l = e²/2 for |e| ≤ delta, else delta·(|e| − delta/2), e = y − t: for regression with outliers",
                    List.of(DELTA),
                    it -> new Huber(it.real(DELTA)));

    public Huber {
        DELTA.check(delta);
    }

    @Override
    public double value(double y, double t) {
        double size = Math.abs(y - t);
        return size <= delta ? size * size / 2 : delta * (size - delta / 2);
    }

    @Override
    public double derivative(double y, double t) {
        return Math.clamp(y - t, -delta, delta);
    }
}
