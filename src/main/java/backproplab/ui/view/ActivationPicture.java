package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.statistics.Distribution;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Guide;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.chart.Tone;
import backproplab.ui.chart.XyChart;

import org.jspecify.annotations.Nullable;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// f and f′ over z, and under them on the same axis how the z of the layer are distributed: what lies in the shaded parts
/// learns next to nothing.
final class ActivationPicture implements Picture {
    private static final Tone VALUE = FunctionCurves.VALUE;
    private static final Tone SLOPE = FunctionCurves.SLOPE;
    private static final Tone Z = Palette::forward;
    private static final Tone SATURATED = FunctionCurves.SATURATED;
    private static final double DENSITY_SHARE = 0.38;

    /// With its axis, it cannot be lower.
    private static final double LEAST_DENSITY = 62;

    /// The ticks of smaller densities leave no room for a name.
    private static final double TINY = 1e-3;

    /// Of each side of the point where it touches, as a share of the axis.
    private static final double TANGENT = 0.12;

    /// The same for both charts, so that their z axes lie over each other.
    private static final double LEFT = 50;

    private final XyChart curves = new XyChart(Axes.linear(""), Axes.linear("f, f′"));
    private final XyChart density = new XyChart(Axes.linear("z"), Axes.linear("density"));
    private final ZRange range = new ZRange();
    private @Nullable ActivationSubject subject;
    private Style style = new Style(Palette.LIGHT, false);

    ActivationPicture() {
        curves.x().setTickLabelsVisible(false);
        density.setLegend(false);
    }

    XyChart curves() {
        return curves;
    }

    XyChart density() {
        return density;
    }

    void show(ActivationSubject next) {
        boolean isSameLayer = subject != null && subject.layer().equals(next.layer());
        if (!isSameLayer) {
            range.reset();
        }
        subject = next;
        range.follow(next.function(), next.z());
        double reach = range.reach();
        curves.x().setRange(-reach, reach);
        density.x().setRange(-reach, reach);
        FunctionShape shape = FunctionShape.of(next.function(), -reach, reach);
        Optional<FunctionShape> compared = next.compared().map(it -> FunctionShape.of(it.function(), -reach, reach));
        showCurves(next, shape, compared);
        showDensity(next, shape);
    }

    private void showCurves(ActivationSubject now, FunctionShape shape, Optional<FunctionShape> compared) {
        List<FunctionShape> all = new ArrayList<>(List.of(shape));
        compared.ifPresent(all::add);
        ValueRange values = ValueRange.of(all);
        curves.y().setRange(values.low(), values.high());
        List<Curve> shown = new ArrayList<>();
        compared.ifPresent(it -> {
            String name = now.compared().orElseThrow().label();
            shown.add(Curve.of(name + " f", VALUE, Look.DASHED, it.z(), it.f()));
            shown.add(Curve.of(name + " f′", SLOPE, Look.DASHED, it.z(), it.slope()));
        });
        shown.add(Curve.of(now.label() + " f", VALUE, Look.LINE.withLine(FunctionCurves.WIDE), shape.z(), shape.f()));
        shown.add(Curve.of("f′", SLOPE, Look.LINE.withLine(FunctionCurves.NARROW), shape.z(), shape.slope()));
        if (!shape.saturated().isEmpty()) {
            shown.add(Curve.of("|f′| < 5 % of its steepest", SATURATED, Look.AREA, new double[0], new double[0]));
        }
        now.unit()
                .filter(it -> isOnAxis(it.mean()))
                .ifPresent(
                        it -> shown.addAll(FunctionCurves.tangent(now.function(), it.mean(), TANGENT * range.reach())));
        compared.ifPresent(it -> shown.addAll(FunctionCurves.dots(it)));
        shown.addAll(FunctionCurves.dots(shape));
        curves.setCurves(shown);
        List<Guide> guides = new ArrayList<>(FunctionCurves.guides(shape));
        guides.add(FunctionCurves.zero());
        curves.setGuides(guides);
    }

    private boolean isOnAxis(double z) {
        return Math.abs(z) < range.reach();
    }

    private void showDensity(ActivationSubject now, FunctionShape shape) {
        density.setGuides(FunctionCurves.guides(shape));
        Optional<Distribution> z = now.z().filter(it -> it.moments().count() > 0);
        List<Curve> shown = new ArrayList<>();
        z.ifPresent(it -> {
            DensitySteps steps = DensitySteps.of(it, -range.reach(), range.reach());
            double top = DensitySteps.ceiling(steps.highest());
            density.y().setRange(0, top);
            density.y().setLabel(top < TINY ? null : "density");
            shown.add(steps.curve("z", Z, Look.AREA.withLine(1.2), -range.reach(), range.reach()));
            for (FunctionShape.Interval interval : shape.saturated()) {
                shown.add(steps.curve("", SATURATED, Look.AREA.withLine(1.2), interval.from(), interval.to()));
            }
            now.unit().filter(unit -> !Double.isNaN(unit.mean())).ifPresent(unit -> addUnit(shown, unit, top));
        });
        density.setCurves(shown);
    }

    private static void addUnit(List<Curve> to, ActivationSubject.UnitZ unit, double top) {
        double height = 0.1 * top;
        double[] ends = {unit.min(), unit.max()};
        to.add(Curve.of("", Palette::text, Look.LINE.withLine(2.4), ends, new double[] {height, height}));
        to.add(Curve.of("", Palette::text, Look.DOTS, new double[] {unit.mean()}, new double[] {height}));
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style now) {
        style = now;
        double left = LEFT * now.scale();
        curves.y().setFixedDimension(left);
        density.y().setFixedDimension(left);
        double wanted = Math.max(DENSITY_SHARE * area.getHeight(), LEAST_DENSITY * now.scale());
        double split = Math.rint(area.getHeight() - Math.min(wanted, area.getHeight() / 2));
        ActivationSubject shown = subject;
        boolean isLow = density.isLow(area.getHeight() - split, now);
        density.x().setLabel(isLow || shown == null ? "z" : "z of " + shown.layer());
        Rectangle2D below =
                new Rectangle2D.Double(area.getX(), area.getY() + split, area.getWidth(), area.getHeight() - split);
        density.paint(g, below, now);
        curves.paint(g, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), split), now);
    }

    /// The numbers of the engine at the z under the mouse, not those of a point nearby.
    @Override
    public Optional<Readout> readout(double x, double y) {
        ActivationSubject now = subject;
        OptionalDouble at = curves.xAt(x, curves.dataArea().getCenterY());
        if (now == null || at.isEmpty() || y < curves.dataArea().getMinY() || y > density.dataArea().getMaxY()) {
            return Optional.empty();
        }
        double z = snapped(now.function(), at.getAsDouble());
        Palette palette = style.palette();
        List<Readout.Row> rows = new ArrayList<>();
        rows.add(new Readout.Row(VALUE.in(palette), "f(z)", Numbers.text(now.function().value(z))));
        rows.add(new Readout.Row(SLOPE.in(palette), "f′(z)", Numbers.text(now.function().derivative(z))));
        now.compared()
                .ifPresent(it -> {
                    rows.add(
                            new Readout.Row(
                                    VALUE.in(palette), it.label() + " f", Numbers.text(it.function().value(z))));
                    rows.add(
                            new Readout.Row(
                                    SLOPE.in(palette), it.label() + " f′", Numbers.text(it.function().derivative(z))));
                });
        now.z()
                .filter(it -> it.moments().count() > 0)
                .ifPresent(it -> {
                    String below = Numbers.percent(DensitySteps.shareBelow(it, z));
                    rows.add(new Readout.Row(Z.in(palette), "of all z are smaller", below));
                });
        Rectangle2D both = curves.dataArea().createUnion(density.dataArea());
        return Optional.of(new Readout(curves.toPixels(z, 0).getX(), both, "z = " + Numbers.text(z), rows));
    }

    /// Kinks can be met.
    private double snapped(Activation function, double z) {
        double near = 0.01 * range.reach();
        return function.kinks().stream().filter(it -> Math.abs(it - z) < near).findFirst().orElse(z);
    }
}
