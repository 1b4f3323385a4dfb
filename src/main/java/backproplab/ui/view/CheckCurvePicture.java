package backproplab.ui.view;

import backproplab.backprop.ErrorCurve;
import backproplab.backprop.GradientCheck;
import backproplab.network.Parameters;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.chart.XyChart;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.CheckLook;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The relative error of one number against ε on double logarithmic axes that stay the same for all numbers: what was
/// measured, what rounding and the curvature of the loss do to it, and the ε of now, which can be moved by hand.
final class CheckCurvePicture implements Picture {
    /// How near the hand has to come to the line of ε, at normal size.
    private static final double REACH = 10;

    /// Below that height there is no room for a legend, at normal size.
    private static final double LEGEND_NEEDS = 165;

    private static final double GAP = 6;

    /// Of two numbers that are compared.
    static final CardDigits DIGITS = new CardDigits(9);

    private static final String ROUNDING = "rounding, falls with 1/ε";
    private static final String EQUAL = "0: exactly equal";
    private static final String CURVATURE = "curvature, grows with ε²";

    private static final ErrorCurve NONE = new ErrorCurve(new Parameters.Key("", ""), 0, 0, List.of());

    private final XyChart chart = new XyChart(Axes.log("ε"), Axes.log("relative error"));
    private @Nullable CheckLook look;
    private CheckCurves curves = new CheckCurves(NONE);
    private String name = "";
    private double epsilon = 1;
    private boolean held;
    private Style style = new Style(Palette.LIGHT, false);

    CheckCurvePicture() {
        double[] range = CheckCurves.range();
        chart.x().setRange(range[0], range[1]);
        chart.y().setRange(CheckCurves.LOW, CheckCurves.HIGH);
        chart.setGuides(CheckCurves.guides());
    }

    /// @param name of the number
    /// @param epsilon that is set now; the look may still be at the one before
    void show(CheckLook next, String name, double epsilon) {
        this.look = next;
        this.name = name;
        this.epsilon = epsilon;
        curves = new CheckCurves(next.curve());
        chart.setCurves(curves.all(next));
    }

    XyChart chart() {
        return chart;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style now) {
        style = now;
        Lettering.begin(g);
        g.setPaint(now.palette().background());
        g.fill(area);
        CheckLook shown = look;
        if (shown == null) {
            return;
        }
        double line = 1.35 * now.font().getSize2D();
        paintHead(g, shown, area, line);
        chart.setLegend(area.getHeight() >= LEGEND_NEEDS * now.scale());
        chart.paint(
                g,
                new Rectangle2D.Double(area.getX(), area.getY() + line, area.getWidth(), area.getHeight() - line),
                now);
        if (chart.dataArea().getHeight() > 2 * line) {
            Shape clip = g.getClip();
            g.clip(chart.dataArea());
            paintEpsilon(g);
            paintLaws(g);
            paintKnob(g);
            g.setClip(clip);
        }
    }

    private void paintHead(Graphics2D g, CheckLook shown, Rectangle2D area, double line) {
        double x = area.getX() + 8 * style.scale();
        double room = area.getMaxX() - 8 * style.scale() - x;
        double baseline = area.getY() + 0.85 * line;
        FontMetrics bold = Lettering.metrics(g, style.bold());
        String first = Lettering.cut(bold, name, room);
        Lettering.left(g, first, style.bold(), style.palette().text(), x, baseline);
        double used = bold.stringWidth(first) + 2 * GAP * style.scale();
        FontMetrics metrics = Lettering.metrics(g, style.font());
        String rest = Lettering.cut(metrics, CheckCurveWords.verdict(shown, curves), room - used);
        Lettering.left(g, rest, style.font(), style.faintText(), x + used, baseline);
    }

    // What is written beside the curves

    private void paintLaws(Graphics2D g) {
        FontMetrics metrics = Lettering.metrics(g, style.small());
        Rectangle2D data = chart.dataArea();
        double gap = GAP * style.scale();
        double threshold = chart.toPixels(1, GradientCheck.THRESHOLD).getY();
        write(g, "threshold 1e−6", data.getX() + gap, threshold - metrics.getDescent() - 2 * style.scale(), metrics);
        if (curves.isAnyExact()) {
            double floor = chart.toPixels(1, CheckCurves.LEAST).getY() - 2 * style.scale();
            write(g, EQUAL, data.getMaxX() - gap - metrics.stringWidth(EQUAL), floor, metrics);
        }
        List<ErrorCurve.Point> rounding = curves.roundingPlaces();
        if (!rounding.isEmpty()) {
            ErrorCurve.Point at = rounding.get(rounding.size() / 3);
            Point2D place = chart.toPixels(at.epsilon(), curves.rounding(at));
            write(g, ROUNDING, place.getX() + gap, place.getY() - 2, metrics);
        }
        if (curves.balance().isPresent()) { // below the rising end
            double x = data.getMaxX() - gap - metrics.stringWidth(CURVATURE);
            double error = Math.max(CheckCurves.LEAST, curves.curvature(epsilonAt(x - gap)));
            double below = chart.toPixels(1, error).getY() + metrics.getAscent() + gap;
            boolean isOnThreshold = Math.abs(below - metrics.getAscent() / 2.0 - threshold) < metrics.getAscent();
            write(g, CURVATURE, x, isOnThreshold ? threshold + metrics.getAscent() + gap : below, metrics);
        }
    }

    private void write(Graphics2D g, String text, double x, double baseline, FontMetrics metrics) {
        Rectangle2D data = chart.dataArea();
        double top = data.getY() + metrics.getAscent() + 1;
        double bottom = data.getMaxY() - metrics.getDescent() - 1;
        double left = data.getX() + 2;
        double right = data.getMaxX() - metrics.stringWidth(text) - 2;
        label(
                g,
                text,
                style.small(),
                style.faintText(),
                Math.clamp(x, left, Math.max(left, right)),
                Math.clamp(baseline, top, Math.max(top, bottom)),
                metrics);
    }

    private void label(
            Graphics2D g, String text, Font font, Color color, double x, double baseline, FontMetrics metrics) {
        g.setPaint(style.withAlpha(style.palette().background(), 0.75));
        g.fill(
                new Rectangle2D.Double(
                        x - 2,
                        baseline - metrics.getAscent(),
                        metrics.stringWidth(text) + 4.0,
                        metrics.getAscent() + metrics.getDescent()));
        Lettering.left(g, text, font, color, x, baseline);
    }

    // ε

    private void paintEpsilon(Graphics2D g) {
        Rectangle2D data = chart.dataArea();
        double x = epsilonX();
        g.setPaint(style.palette().text());
        g.setStroke(style.stroke(1.6));
        g.draw(new Line2D.Double(x, data.getY(), x, data.getMaxY()));
    }

    private void paintKnob(Graphics2D g) {
        Rectangle2D data = chart.dataArea();
        double x = epsilonX();
        double radius = 5 * style.scale();
        double knob = data.getY() + radius + 1;
        g.setPaint(style.palette().text());
        g.fill(new Ellipse2D.Double(x - radius, knob - radius, 2 * radius, 2 * radius));
        FontMetrics metrics = Lettering.metrics(g, style.bold());
        String text = "ε = " + CheckCurveWords.epsilon(epsilon);
        double gap = radius + 4 * style.scale();
        boolean left = x + gap + metrics.stringWidth(text) > data.getMaxX();
        double from = left ? x - gap - metrics.stringWidth(text) : x + gap;
        label(g, text, style.bold(), style.palette().text(), from, knob + 0.36 * metrics.getAscent(), metrics);
    }

    /// Where the line of ε stands in the area painted last.
    double epsilonX() {
        return chart.toPixels(epsilon, 1).getX();
    }

    /// Whether a hand at this point takes hold of ε.
    boolean isOnEpsilon(double x, double y) {
        Rectangle2D data = chart.dataArea();
        return look != null
                && y >= data.getY()
                && y <= data.getMaxY()
                && Math.abs(x - epsilonX()) <= REACH * style.scale();
    }

    /// Nothing is read while ε is in the hand: the box would lie over what changes.
    void setHeld(boolean now) {
        held = now;
    }

    /// The ε at a place; an end of the axis beyond it.
    double epsilonAt(double x) {
        Rectangle2D data = chart.dataArea();
        double within = Math.clamp(x, data.getX() + 0.5, Math.max(data.getX() + 0.5, data.getMaxX() - 0.5));
        return chart.xAt(within, data.getCenterY()).orElse(epsilon);
    }

    // Reading

    /// The arrows move ε.
    @Override
    public boolean isReadable() {
        return false;
    }

    @Override
    public Optional<Readout> readout(double px, double py) {
        CheckLook shown = look;
        OptionalDouble at = chart.xAt(px, py);
        if (held || shown == null || at.isEmpty() || curves.points().isEmpty()) {
            return Optional.empty();
        }
        ErrorCurve.Point point = nearest(at.getAsDouble());
        return Optional.of(
                new Readout(
                        chart.toPixels(point.epsilon(), 1).getX(),
                        chart.dataArea(),
                        "ε = " + CheckCurveWords.epsilon(point.epsilon()),
                        rows(shown, point)));
    }

    private ErrorCurve.Point nearest(double at) {
        ErrorCurve.Point nearest = curves.points().getFirst();
        for (ErrorCurve.Point point : curves.points()) {
            if (Math.abs(Math.log(point.epsilon() / at)) < Math.abs(Math.log(nearest.epsilon() / at))) {
                nearest = point;
            }
        }
        return nearest;
    }

    private List<Readout.Row> rows(CheckLook shown, ErrorCurve.Point point) {
        Palette palette = style.palette();
        double error = shown.curve().relativeError(point);
        Color color = (point.kink().isPresent() ? ErrorScale.KINK : CheckCurves.MEASURED).in(palette);
        List<Readout.Row> rows = new ArrayList<>();
        rows.add(new Readout.Row(color, "relative error", error == 0 ? "0, exactly equal" : Numbers.text(error)));
        double rounding = shown.curve().relativeRounding(point);
        rows.add(new Readout.Row(CheckCurves.LAW.in(palette), "rounding does up to", Numbers.text(rounding)));
        rows.add(new Readout.Row(palette.text(), "difference", DIGITS.text(point.numeric())));
        rows.add(new Readout.Row(palette.backward(), "backward pass", DIGITS.text(shown.curve().analytic())));
        point.kink()
                .ifPresent(it -> {
                    Color kink = ErrorScale.KINK.in(palette);
                    rows.add(new Readout.Row(kink, "kink", CheckWords.kinkUnit(it, shown.checked())));
                    rows.add(new Readout.Row(kink, "", CheckWords.kinkWay(it)));
                });
        return rows;
    }
}
