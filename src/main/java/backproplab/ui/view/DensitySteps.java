package backproplab.ui.view;

import backproplab.statistics.Distribution;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Tone;

import java.util.Arrays;

/// A distribution as a line of steps whose area is the share of the numbers under it, so that it does not jump when the
/// bins get wider.
///
/// @param edges of the bins, one more than there are densities
/// @param densities `count / (all · width)`
record DensitySteps(double[] edges, double[] densities) {
    /// Steps that can be told apart, and are drawn at once.
    private static final int MOST = 128;

    private static final double[] STEPS = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};

    /// Neighbouring bins are put together so that there are not too many steps between `low` and `high`.
    static DensitySteps of(Distribution z, double low, double high) {
        int from = z.firstBin();
        int end = z.endBin();
        while (from < end && z.binning().edge(from + 1) <= low) {
            from++;
        }
        while (end > from && z.binning().edge(end - 1) >= high) {
            end--;
        }
        int together = 1;
        while ((end - from) / together >= MOST) {
            together *= 2;
        }
        // Always the same neighbours, or the picture would flicker.
        from = Math.floorDiv(from, together) * together;
        int steps = Math.ceilDiv(end - from, together);
        double[] edges = new double[steps + 1];
        double[] densities = new double[steps];
        for (int step = 0; step <= steps; step++) {
            edges[step] = z.binning().edge(Math.min(from + step * together, z.binning().bins()));
        }
        for (int step = 0; step < steps; step++) {
            long count = 0;
            for (int bin = from + step * together; bin < from + (step + 1) * together; bin++) {
                count += z.count(bin);
            }
            densities[step] = count / (z.moments().count() * (edges[step + 1] - edges[step]));
        }
        return new DensitySteps(edges, densities);
    }

    /// The part between two z.
    Curve curve(String name, Tone tone, Look look, double from, double to) {
        double[] x = new double[2 * densities.length + 2];
        double[] y = new double[x.length];
        int n = 0;
        for (int i = 0; i < densities.length; i++) {
            double left = Math.max(from, edges[i]);
            double right = Math.min(to, edges[i + 1]);
            if (left < right) {
                if (n == 0) {
                    x[n] = left;
                    n++;
                }
                x[n] = left;
                y[n] = densities[i];
                x[n + 1] = right;
                y[n + 1] = densities[i];
                n += 2;
            }
        }
        if (n > 0) {
            x[n] = x[n - 1];
            n++;
        }
        return Curve.of(name, tone, look.notInLegend(), Arrays.copyOf(x, n), Arrays.copyOf(y, n));
    }

    double highest() {
        return Arrays.stream(densities).max().orElse(0);
    }

    /// The end of an axis that stands still while the highest step moves a little.
    static double ceiling(double highest) {
        if (!(highest > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        return Arrays.stream(STEPS).map(it -> it * power).filter(it -> it >= highest).findFirst().orElse(10 * power);
    }

    /// Which share of the numbers is smaller than `z`; within a bin they are taken to lie evenly.
    static double shareBelow(Distribution distribution, double z) {
        double below = distribution.below();
        for (int bin = distribution.firstBin(); bin < distribution.endBin(); bin++) {
            double left = distribution.binning().edge(bin);
            double right = distribution.binning().edge(bin + 1);
            below += distribution.count(bin) * Math.clamp((z - left) / (right - left), 0.0, 1.0);
        }
        return below / distribution.moments().count();
    }
}
