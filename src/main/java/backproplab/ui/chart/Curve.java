package backproplab.ui.chart;

import java.util.Arrays;
import java.util.function.DoubleFunction;

/// A series of points to be drawn. NaN in y leaves a gap.
///
/// @param name in the legend and the readout
/// @param x ascending
/// @param low the lower end of the spread at each point; the same as y where there is none
/// @param format of its values in the readout; with a spread it is used for low and high
public record Curve(
        String name,
        Tone tone,
        Look look,
        double[] x,
        double[] y,
        double[] low,
        double[] high,
        DoubleFunction<String> format) {

    public Curve {
        if (x.length != y.length || x.length != low.length || x.length != high.length) {
            throw new IllegalArgumentException(
                    "`%s` has %d x, %d y, %d low, %d high"
                            .formatted(name, x.length, y.length, low.length, high.length));
        }
    }

    public static Curve of(String name, Tone tone, Look look, double[] x, double[] y) {
        return new Curve(name, tone, look, x, y, y, y, Numbers::text);
    }

    public static Curve of(String name, Tone tone, Look look, double[] x, double[] y, double[] low, double[] high) {
        return new Curve(name, tone, look, x, y, low, high, Numbers::text);
    }

    public Curve withFormat(DoubleFunction<String> other) {
        return new Curve(name, tone, look, x, y, low, high, other);
    }

    public int size() {
        return x.length;
    }

    /// The index of the point nearest to `at`; −1 when there is none.
    int nearest(double at) {
        if (x.length == 0) {
            return -1;
        }
        int found = Arrays.binarySearch(x, at);
        if (found >= 0) {
            return found;
        }
        int after = -found - 1;
        if (after == 0 || after == x.length) {
            return Math.clamp(after, 0, x.length - 1);
        }
        return at - x[after - 1] <= x[after] - at ? after - 1 : after;
    }

    /// The value at a point as the readout says it.
    String valueAt(int i) {
        return low[i] < high[i] && look.spread() != Look.Spread.NONE
                ? "%s  (%s … %s)".formatted(format.apply(y[i]), format.apply(low[i]), format.apply(high[i]))
                : format.apply(y[i]);
    }
}
