package backproplab.backprop;

import backproplab.network.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How far the difference of one number is from its gradient, against ε: a V on double logarithmic axes. On the right
/// the curvature of the loss (the error grows with ε²), on the left rounding (it grows with 1/ε).
///
/// @param analytic the gradient that all points are compared with
public record ErrorCurve(Parameters.Key key, int index, double analytic, List<Point> points) {
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
}
