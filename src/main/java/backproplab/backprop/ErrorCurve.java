package backproplab.backprop;

import backproplab.network.Parameters;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How far the difference of one number is from its gradient, against ε: a V on double logarithmic axes. On the right
/// the curvature of the loss (the error grows with ε²), on the left rounding (it grows with 1/ε).
///
/// @param analytic the gradient that all points are compared with
public record ErrorCurve(Parameters.Key key, int index, double analytic, List<Point> points) {
    /// An error that is so many times what rounding may do has another cause.
    private static final double CLEAR = 2;

    public ErrorCurve {
        points = List.copyOf(points);
    }

    /// 10⁻¹, 10⁻², …, 10⁻¹²
    public static double[] decades() {
        return IntStream.rangeClosed(1, 12).mapToDouble(it -> Double.parseDouble("1e-" + it)).toArray();
    }

    /// @param h by how much the number was moved to either side
    /// @param numeric the central difference
    /// @param rounding how far rounding alone may take it
    /// @param kink what lies between the ends, if anything
    public record Point(double epsilon, double h, double numeric, double rounding, Optional<Kink> kink) {}

    /// `|analytic − numeric| / max(|analytic|, |numeric|)` without a floor, so that rounding is seen; 0 where both are 0.
    public double relativeError(Point point) {
        double difference = Math.abs(analytic - point.numeric());
        return difference == 0 ? 0 : difference / Math.max(Math.abs(analytic), Math.abs(point.numeric()));
    }

    /// How far rounding alone may take the difference, measured like [#relativeError]: it falls with 1/ε. Infinite where
    /// both are 0.
    public double relativeRounding(Point point) {
        return point.rounding() / Math.max(Math.abs(analytic), Math.abs(point.numeric()));
    }

    /// c, where the curvature of the loss makes an error of `c·ε²`; empty where that is nowhere seen: it drowns in rounding,
    /// kinks lie in the way, the loss has no curvature that a central difference does not cancel, or gradient and difference
    /// do not come nearer to each other with a smaller ε at all.
    public OptionalDouble curvature() {
        List<Point> smooth =
                points.stream()
                        .filter(it -> it.kink().isEmpty())
                        .sorted(Comparator.comparingDouble(Point::epsilon))
                        .toList();
        for (int i = 0; i < smooth.size() - 1; i++) {
            Point point = smooth.get(i);
            double error = relativeError(point);
            if (error > CLEAR * relativeRounding(point) && isQuadratic(point, smooth.get(i + 1))) {
                return OptionalDouble.of(error / (point.epsilon() * point.epsilon()));
            }
        }
        return OptionalDouble.empty();
    }

    /// Whether the error grows with ε² from one point to the next, or with a power of 1.75 to 2.25: as far as the next terms
    /// of the series let it.
    private boolean isQuadratic(Point point, Point next) {
        double step = next.epsilon() / point.epsilon();
        double share = relativeError(next) / relativeError(point) / (step * step);
        double slack = Math.sqrt(Math.sqrt(step));
        return share < slack && share > 1 / slack;
    }
}
