package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Guide;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.chart.XyChart;
import backproplab.ui.viewmodel.CardDigits;

import org.jspecify.annotations.Nullable;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The z of one unit on the curve of its function: dashed lines lead from z over f to a, and on the way back the tangent
/// at that point has the slope f′(z).
final class UnitCurve implements Picture {
    /// The plot has this much room for a label beside the point.
    private static final double LABEL_NEEDS = 80;

    /// Of each side of the point, as a share of the axis.
    private static final double TANGENT = 0.3;

    private final XyChart chart = new XyChart(Axes.linear("z"), Axes.linear("f, f′"));
    private final ZRange range = new ZRange();
    private Optional<Point> point = Optional.empty();
    private String of = "";
    private @Nullable FunctionShape shown;

    UnitCurve() {
        chart.setXText(it -> "z = " + Numbers.text(it));
    }

    /// Where the unit stands.
    ///
    /// @param slope the text beside the tangent; empty before the walk has come to it
    record Point(double z, double a, double derivative, String slope) {}

    /// @param unit must have a function of its own
    void show(UnitLook unit, CardDigits digits) {
        Activation function = unit.function().orElseThrow();
        if (!of.equals(unit.place().owner())) {
            of = unit.place().owner();
            range.reset();
        }
        boolean isShown = unit.shows(Quantity.PRE_ACTIVATION) && Double.isFinite(unit.z());
        double z = isShown ? unit.z() : 0;
        range.follow(function, 1.1 * Math.abs(z));
        double reach = range.reach();
        FunctionShape shape = shape(function, reach);
        ValueRange values = ValueRange.of(List.of(shape)).with(isShown ? unit.a() : 0);
        chart.x().setRange(-reach, reach);
        chart.y().setRange(values.low(), values.high());
        List<Curve> curves = new ArrayList<>();
        curves.add(
                Curve.of(
                        unit.functionName() + " f",
                        FunctionCurves.VALUE,
                        Look.LINE.withLine(FunctionCurves.WIDE),
                        shape.z(),
                        shape.f()));
        curves.add(
                Curve.of(
                        "f′",
                        FunctionCurves.SLOPE.faint(0.6),
                        Look.LINE.withLine(FunctionCurves.NARROW),
                        shape.z(),
                        shape.slope()));
        curves.addAll(FunctionCurves.dots(shape));
        point = Optional.empty();
        if (isShown) {
            boolean hasA = unit.shows(Quantity.ACTIVATION) && Double.isFinite(unit.a());
            addPoint(curves, unit, function, values, hasA, digits);
        }
        chart.setCurves(curves);
        List<Guide> guides = new ArrayList<>(FunctionCurves.guides(shape));
        guides.add(FunctionCurves.zero());
        chart.setGuides(guides);
    }

    /// The same one for all units of a layer.
    private FunctionShape shape(Activation function, double reach) {
        FunctionShape known = shown;
        if (known == null || !known.function().equals(function) || known.high() != reach) {
            known = FunctionShape.of(function, -reach, reach);
            shown = known;
        }
        return known;
    }

    private void addPoint(
            List<Curve> to, UnitLook unit, Activation function, ValueRange values, boolean hasA, CardDigits digits) {
        double z = unit.z();
        Look dashed = Look.DASHED.notInLegend();
        if (!hasA) {
            double[] across = {z, z};
            to.add(Curve.of("", Palette::forward, dashed, across, new double[] {values.low(), values.high()}));
            return;
        }
        double a = unit.a();
        double[] across = {-range.reach(), z, z};
        to.add(Curve.of("", Palette::forward, dashed, across, new double[] {a, a, values.low()}));
        if (unit.showsSlope()) {
            to.addAll(FunctionCurves.tangent(function, z, TANGENT * range.reach()));
            double slope = unit.slope().orElseGet(() -> function.derivative(z));
            point = Optional.of(new Point(z, a, slope, "slope f′(z) = " + digits.text(slope)));
        } else {
            to.add(Curve.of("", Palette::text, Look.DOTS, new double[] {z}, new double[] {a}));
            point = Optional.of(new Point(z, a, Double.NaN, ""));
        }
    }

    /// The point that is drawn; empty before the walk has come to a.
    Optional<Point> point() {
        return point;
    }

    XyChart chart() {
        return chart;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        chart.paint(g, area, style);
        point.filter(it -> !it.slope().isEmpty()).ifPresent(it -> label(g, it, style));
    }

    /// Where the curve leaves room: below it on its right where it rises, above it where it falls, or the other way round
    /// left of the point.
    private void label(Graphics2D g, Point it, Style style) {
        Rectangle2D data = chart.dataArea();
        if (data.getHeight() < LABEL_NEEDS * style.scale()) {
            return;
        }
        Font font = style.bold();
        FontMetrics metrics = Lettering.metrics(g, font);
        double width = metrics.stringWidth(it.slope());
        double height = metrics.getAscent();
        double gap = 10 * style.scale();
        Point2D at = chart.toPixels(it.z(), it.a());
        boolean isRight = at.getX() + gap + width <= data.getMaxX();
        boolean isBelow = (it.derivative() > 0) == isRight && it.derivative() != 0;
        double x = isRight ? at.getX() + gap : Math.max(data.getX() + 2, at.getX() - gap - width);
        double baseline = isBelow ? at.getY() + gap + height : at.getY() - gap;
        baseline =
                Math.clamp(baseline, data.getY() + height + 2, Math.max(data.getY() + height + 2, data.getMaxY() - 5));
        g.setPaint(style.withAlpha(style.palette().background(), 0.8));
        g.fill(new RoundRectangle2D.Double(x - 3, baseline - height, width + 6, height + 4, 6, 6));
        Lettering.left(g, it.slope(), font, style.palette().text(), x, baseline);
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        return chart.readout(x, y);
    }
}
