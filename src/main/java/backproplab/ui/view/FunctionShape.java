package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.statistics.Distribution;
import backproplab.statistics.UnitActivity;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// An activation function between two z, as a plot shows it: both curves with a gap where they jump, the limits on both
/// sides of a jump, and where the function saturates.
///
/// @param z ascending; at a jump three times the same or the next double, the middle one with NaN in the curve
/// @param f at each z
/// @param slope f′ at each z
/// @param valueJumps where f jumps
/// @param slopeJumps where f′ jumps
/// @param saturated the z between the two ends with `|f′(z)|` under [UnitActivity#SATURATED] of the steepest slope; none
///     for a function whose slope has no bound
record FunctionShape(
        Activation function,
        double low,
        double high,
        double[] z,
        double[] f,
        double[] slope,
        List<Jump> valueJumps,
        List<Jump> slopeJumps,
        List<Interval> saturated) {
    /// Fine enough for a screen of 4,000 points, few enough to be drawn 60 times a second.
    private static final int POINTS = 480;

    /// Where a curve is said to jump: limits that differ by more than rounding.
    private static final double ROUNDING = 1e-9;

    /// @param left the limit from below
    /// @param at the value that is used at z itself
    /// @param right the limit from above
    record Jump(double z, double left, double at, double right) {
        private boolean isOne() {
            double size = Math.max(1, Math.max(Math.abs(left), Math.abs(right)));
            return Math.abs(left - right) > ROUNDING * size || Math.abs(at - left) > ROUNDING * size;
        }
    }

    record Interval(double from, double to) {}

    static FunctionShape of(Activation function, double low, double high) {
        List<Jump> valueJumps = new ArrayList<>();
        List<Jump> slopeJumps = new ArrayList<>();
        for (double kink : function.kinks()) {
            if (kink > low && kink < high) {
                double below = Math.nextDown(kink);
                double above = Math.nextUp(kink);
                valueJumps.add(new Jump(kink, function.value(below), function.value(kink), function.value(above)));
                slopeJumps.add(
                        new Jump(kink, function.leftSlope(kink), function.derivative(kink), function.rightSlope(kink)));
            }
        }
        valueJumps.removeIf(it -> !it.isOne());
        slopeJumps.removeIf(it -> !it.isOne());
        double[] z = places(low, high, function.kinks());
        double[] f = new double[z.length];
        double[] slope = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            f[i] = isAt(z[i], valueJumps) ? Double.NaN : function.value(z[i]);
            slope[i] = isAt(z[i], slopeJumps) ? Double.NaN : function.derivative(z[i]);
        }
        return new FunctionShape(
                function, low, high, z, f, slope, valueJumps, slopeJumps, saturated(function, low, high));
    }

    private static double[] places(double low, double high, List<Double> kinks) {
        DoubleStream even =
                DoubleStream.iterate(0, i -> i + 1).limit(POINTS + 1).map(i -> low + (high - low) * i / POINTS);
        DoubleStream atKinks =
                kinks.stream()
                        .filter(it -> it > low && it < high)
                        .flatMapToDouble(it -> DoubleStream.of(Math.nextDown(it), it, Math.nextUp(it)));
        return DoubleStream.concat(even, atKinks).sorted().distinct().toArray();
    }

    private static boolean isAt(double z, List<Jump> jumps) {
        return jumps.stream().anyMatch(it -> it.z() == z);
    }

    private static List<Interval> saturated(Activation function, double low, double high) {
        OptionalDouble limit = saturationLimit(function);
        List<Interval> found = new ArrayList<>();
        if (limit.isEmpty()) {
            return found;
        }
        double[] z = places(low, high, function.kinks());
        double from = Double.NaN;
        for (int i = 0; i < z.length; i++) {
            boolean inside = Math.abs(function.derivative(z[i])) < limit.getAsDouble();
            boolean begins = inside && Double.isNaN(from);
            if (begins) {
                from = i == 0 ? z[0] : edge(function, limit.getAsDouble(), z[i - 1], z[i]);
            }
            if (!inside && !Double.isNaN(from)) {
                found.add(new Interval(from, edge(function, limit.getAsDouble(), z[i - 1], z[i])));
                from = Double.NaN;
            }
        }
        if (!Double.isNaN(from)) {
            found.add(new Interval(from, high));
        }
        // A single point, such as the kink of |z|, is no interval.
        found.removeIf(it -> it.to() - it.from() < 1e-6 * (high - low));
        return found;
    }

    /// Where `|f′|` crosses the limit between two z, of which one lies on each side.
    private static double edge(Activation function, double limit, double from, double to) {
        double a = from;
        double b = to;
        boolean inside = Math.abs(function.derivative(a)) < limit;
        for (int i = 0; i < 40; i++) {
            double middle = (a + b) / 2;
            if (Math.abs(function.derivative(middle)) < limit == inside) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return (a + b) / 2;
    }

    /// A unit is saturated where `|f′(z)|` is smaller than this; empty when it never is.
    static OptionalDouble saturationLimit(Activation function) {
        double steepest = function.steepestSlope();
        return Double.isFinite(steepest) && steepest > 0
                ? OptionalDouble.of(UnitActivity.SATURATED * steepest)
                : OptionalDouble.empty();
    }

    /// The share of the numbers of `z` that are saturated, as far as its bins can tell: each bin counts as its middle.
    static OptionalDouble saturatedShare(Activation function, Distribution z) {
        OptionalDouble limit = saturationLimit(function);
        long all = z.moments().count();
        if (limit.isEmpty() || all == 0) {
            return OptionalDouble.empty();
        }
        long inside = 0;
        for (int bin = z.firstBin(); bin < z.endBin(); bin++) {
            double middle = (z.binning().edge(bin) + z.binning().edge(bin + 1)) / 2;
            if (Math.abs(function.derivative(middle)) < limit.getAsDouble()) {
                inside += z.count(bin);
            }
        }
        return OptionalDouble.of((double) inside / all);
    }
}
