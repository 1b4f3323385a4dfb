package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Guide;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Tone;

import java.util.ArrayList;
import java.util.List;

/// How every plot of an activation draws its parts: f and f′, the dots where they jump, the tangent at a point, and the
/// shade where the function saturates.
final class FunctionCurves {
    static final Tone VALUE = Tone.series(0);
    static final Tone SLOPE = Tone.series(1);
    static final Tone SATURATED = Palette::warning;

    /// Where both lie on one line, f looks out on both sides of f′.
    static final double WIDE = 3.4;

    static final double NARROW = 1.7;

    private FunctionCurves() {}

    /// The tangent at `z` and the point where it touches, with the numbers of the function itself.
    ///
    /// @param half how far it goes on each side of the point
    static List<Curve> tangent(Activation function, double z, double half) {
        double slope = function.derivative(z);
        double value = function.value(z);
        double[] ends = {z - half, z + half};
        double[] values = {value - slope * half, value + slope * half};
        return List.of(
                Curve.of("", Palette::text, Look.THIN.withLine(1.6).notInLegend(), ends, values),
                Curve.of("", Palette::text, Look.DOTS, new double[] {z}, new double[] {value}));
    }

    /// At a jump an open dot for each limit that is not reached and a closed one for the value that is used.
    static List<Curve> dots(FunctionShape shape) {
        List<Curve> dots = new ArrayList<>();
        addDots(dots, VALUE, shape.valueJumps());
        addDots(dots, SLOPE, shape.slopeJumps());
        return dots;
    }

    private static void addDots(List<Curve> to, Tone tone, List<FunctionShape.Jump> jumps) {
        for (FunctionShape.Jump jump : jumps) {
            double[] z = {jump.z(), jump.z()};
            to.add(Curve.of("", tone, Look.OPEN_DOTS, z, new double[] {jump.left(), jump.right()}));
        }
        double[] z = jumps.stream().mapToDouble(FunctionShape.Jump::z).toArray();
        double[] used = jumps.stream().mapToDouble(FunctionShape.Jump::at).toArray();
        to.add(Curve.of("", tone, Look.DOTS, z, used));
    }

    /// What the function saturates in, and where z is 0.
    static List<Guide> guides(FunctionShape shape) {
        List<Guide> guides = new ArrayList<>();
        for (FunctionShape.Interval interval : shape.saturated()) {
            guides.add(Guide.bandAtX(interval.from(), interval.to(), "", SATURATED.faint(0.7)));
        }
        guides.add(Guide.lineAtX(0, "", faint()));
        return guides;
    }

    /// Where f and f′ are 0.
    static Guide zero() {
        return Guide.line(0, "", faint());
    }

    private static Tone faint() {
        return ((Tone) Palette::neutral).faint(0.7);
    }
}
