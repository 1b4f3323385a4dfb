package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.statistics.Distribution;

import java.util.Optional;

/// The ends `−reach … reach` of the z axis: far enough for nearly all z of a layer, and for the kinks of its function.
/// It stands still while training goes on: it widens in wide steps, and narrows only when less than half is needed.
final class ZRange {
    /// Where the sigmoid has lost 95 % of its slope is 4.4.
    private static final double LEAST = 6;

    private static final double[] STEPS = {1, 1.5, 2, 3, 4, 6, 8, 10};

    /// What lies beyond the axis at each end of a long tail.
    private static final double TAIL = 0.001;

    /// The length of an axis, twice as much, is a number too.
    private static final double MOST = 1e300;

    private double reach = LEAST;

    double reach() {
        return reach;
    }

    void follow(Activation function, Optional<Distribution> z) {
        follow(function, z.map(ZRange::size).orElse(0.0));
    }

    /// @param size of the largest z
    void follow(Activation function, double size) {
        double needed = Math.clamp(size, LEAST, MOST);
        for (double kink : function.kinks()) {
            needed = Math.max(needed, 1.2 * Math.abs(kink));
        }
        if (needed > reach || needed < reach / 2) {
            reach = next(needed);
        }
    }

    /// For another layer: nothing of before has to stand still.
    void reset() {
        reach = LEAST;
    }

    private static double size(Distribution z) {
        long all = z.moments().count();
        if (all == 0) {
            return 0;
        }
        long most = (long) (TAIL * all);
        double low = 0;
        long beyond = 0;
        for (int bin = z.firstBin(); bin < z.endBin() && beyond <= most; bin++) {
            low = z.binning().edge(bin);
            beyond += z.count(bin);
        }
        double high = 0;
        beyond = 0;
        for (int bin = z.endBin() - 1; bin >= z.firstBin() && beyond <= most; bin--) {
            high = z.binning().edge(bin + 1);
            beyond += z.count(bin);
        }
        // The edges of bins are coarse; the numbers themselves end earlier.
        return Math.max(Math.abs(Math.max(low, z.moments().min())), Math.abs(Math.min(high, z.moments().max())));
    }

    private static double next(double needed) {
        double power = Math.pow(10, Math.floor(Math.log10(needed)));
        for (double step : STEPS) {
            if (step * power >= needed) {
                return Math.max(LEAST, step * power);
            }
        }
        return 10 * power;
    }
}
