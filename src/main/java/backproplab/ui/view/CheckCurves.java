package backproplab.ui.view;

import backproplab.backprop.ErrorCurve;
import backproplab.backprop.GradientCheck;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Guide;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Tone;
import backproplab.ui.viewmodel.CheckLook;
import backproplab.ui.viewmodel.CheckModel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What the error of a number against ε is drawn with. All of it stands between the same powers of ten for every number.
final class CheckCurves {
    /// No two numbers of double precision differ by less of their size, unless they are equal.
    static final double LEAST = 1e-16;

    /// Where an error of 0 stands, which no logarithm has.
    static final double FLOOR = 3.6e-17;

    static final double LOW = 1.3e-17;

    /// The error is 2 where gradient and difference have opposite signs; above that there is room for the knob of ε.
    static final double HIGH = 40;

    static final Tone MEASURED = Palette::positive;
    static final Tone LAW = Palette::neutral;
    static final Tone THRESHOLD = Palette::warning;

    private final ErrorCurve curve;
    private final List<ErrorCurve.Point> points;

    CheckCurves(ErrorCurve curve) {
        this.curve = curve;
        this.points = curve.points().reversed();
    }

    /// From the smallest ε to the largest.
    List<ErrorCurve.Point> points() {
        return points;
    }

    /// Whether some difference is the gradient to the last digit.
    boolean isAnyExact() {
        return points.stream().anyMatch(it -> curve.relativeError(it) == 0);
    }

    List<Curve> all(CheckLook look) {
        List<Curve> all = new ArrayList<>();
        Look law = Look.DASHED.notInLegend();
        all.add(Curve.of("rounding", LAW, law, epsilons(points), of(points, this::rounding)));
        if (curve.curvature().isPresent()) {
            all.add(Curve.of("curvature", LAW, law, epsilons(points), of(points, it -> curvature(it.epsilon()))));
        }
        Predicate<ErrorCurve.Point> smooth = it -> it.kink().isEmpty();
        double[] measured = of(points, it -> smooth.test(it) && curve.relativeError(it) > 0 ? height(it) : Double.NaN);
        all.add(
                Curve.of(
                        "measured",
                        MEASURED,
                        Look.POINTS.with(Look.Spread.NONE).withLine(1.4),
                        epsilons(points),
                        measured));
        addDots(all, "exactly equal", ErrorScale.EXACT, Look.SAMPLES, smooth.and(it -> curve.relativeError(it) == 0));
        addDots(all, "across a kink, no measure", ErrorScale.KINK, Look.OPEN_SAMPLES, smooth.negate());
        double[] now = {look.epsilon()};
        double[] judged = {height(look.number().relativeError())};
        all.add(Curve.of("as judged at this ε", Palette::text, Look.RINGS, now, judged));
        return all;
    }

    private void addDots(List<Curve> to, String name, Tone tone, Look look, Predicate<ErrorCurve.Point> which) {
        List<ErrorCurve.Point> some = points.stream().filter(which).toList();
        if (!some.isEmpty()) {
            to.add(Curve.of(name, tone, look, epsilons(some), of(some, this::height)));
        }
    }

    double height(ErrorCurve.Point point) {
        return height(curve.relativeError(point));
    }

    /// An error without a number stands at the top.
    static double height(double error) {
        return error == 0 ? FLOOR : error <= HIGH ? error : HIGH;
    }

    static List<Guide> guides() {
        return List.of(
                Guide.band(LOW, LEAST, "", Palette::neutral), Guide.line(GradientCheck.THRESHOLD, "", THRESHOLD));
    }

    /// Where the law of rounding can be written.
    List<ErrorCurve.Point> roundingPlaces() {
        return points.stream().filter(it -> rounding(it) > 10 * LEAST && rounding(it) < 1 && !isCurved(it)).toList();
    }

    /// NaN across a kink, where the difference is no measure.
    double rounding(ErrorCurve.Point point) {
        return point.kink().isPresent() ? Double.NaN : curve.relativeRounding(point);
    }

    /// 0 where none is seen.
    double curvature(double epsilon) {
        return curve.curvature().orElse(0) * epsilon * epsilon;
    }

    private boolean isCurved(ErrorCurve.Point point) {
        return curvature(point.epsilon()) > rounding(point);
    }

    /// Where both laws meet: a larger ε errs by curvature, a smaller one by rounding.
    OptionalDouble balance() {
        return points.stream().filter(this::isCurved).mapToDouble(ErrorCurve.Point::epsilon).findFirst();
    }

    static double[] range() {
        return new double[] {CheckModel.SMALLEST_EPSILON / 2, 2 * CheckModel.LARGEST_EPSILON};
    }

    private static double[] epsilons(List<ErrorCurve.Point> points) {
        return of(points, ErrorCurve.Point::epsilon);
    }

    private static double[] of(List<ErrorCurve.Point> points, ToDoubleFunction<ErrorCurve.Point> f) {
        return points.stream().mapToDouble(f).toArray();
    }
}
