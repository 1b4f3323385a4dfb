package backproplab.ui.chart;

import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/// Curves over one x axis, on one or two y axes, with guides, events and a legend: a JFreeChart in the manner of this
/// program, which is written down here and nowhere else. What it shows is set; it is painted when its pane draws.
public final class XyChart implements Picture {
    /// A plot lower than this has no space for a legend, in pixels at normal size.
    private static final double LEGEND_NEEDS = 84;

    /// With less there is no room for any data beside the ticks, and ticks of no room have no step.
    private static final double NARROWEST = 90;

    private static final double LOWEST = 30;

    /// Where the data would be lower than this, the name of the x axis moves beside its ticks.
    private static final double LOW = 80;

    /// What ticks with a name below them need, and what a legend needs.
    private static final double NAMED_TICKS = 36;

    private static final double LEGEND = 20;
    private static final double GAP = 4;

    /// The readout leaves curves out that have no point within this share of the width.
    private static final double REACH = 0.03;

    private static final int MOST_ROWS = 12;

    private final ValueAxis x;
    private final XYPlot plot = new XYPlot();
    private final JFreeChart chart = new JFreeChart(null, null, plot, true);
    private final CurveData leftCurves = new CurveData();
    private final CurveData rightCurves = new CurveData();
    private final CurveRenderer leftRenderer = new CurveRenderer(leftCurves);
    private final CurveRenderer rightRenderer = new CurveRenderer(rightCurves);
    private final EventLines events = new EventLines();
    private final ChartRenderingInfo info = new ChartRenderingInfo(null);
    private List<Guide> guides = List.of();
    private DoubleFunction<String> xText = Numbers::text;
    private @Nullable Style style;
    private boolean legendWanted = true;

    /// @param x from [Axes]
    /// @param y from [Axes]
    public XyChart(ValueAxis x, ValueAxis y) {
        this.x = x;
        chart.setNotify(false);
        chart.setTextAntiAlias(true);
        plot.setNotify(false);
        plot.setDomainAxis(x);
        plot.setRangeAxis(y);
        plot.setDataset(0, leftCurves);
        plot.setRenderer(0, leftRenderer);
        plot.setDataset(1, rightCurves);
        plot.setRenderer(1, rightRenderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.addAnnotation(events, false);
    }

    public ValueAxis x() {
        return x;
    }

    public ValueAxis y() {
        return plot.getRangeAxis();
    }

    /// Another axis on the left, such as a logarithmic one.
    public void setY(ValueAxis axis) {
        plot.setRangeAxis(axis);
        style = null;
    }

    public void setCurves(List<Curve> curves) {
        leftCurves.set(curves);
    }

    public List<Curve> curves() {
        return leftCurves.curves();
    }

    /// A second y axis on the right with its curves.
    @SuppressWarnings("ReferenceEquality") // axes that look the same are not the same axis
    public void showRight(ValueAxis axis, List<Curve> curves) {
        if (plot.getRangeAxis(1) != axis) {
            plot.setRangeAxis(1, axis);
            plot.mapDatasetToRangeAxis(1, 1);
            style = null;
        }
        rightCurves.set(curves);
    }

    public void hideRight() {
        if (plot.getRangeAxis(1) != null) {
            plot.setRangeAxis(1, null);
        }
        plot.mapDatasetToRangeAxis(1, 0);
        rightCurves.set(List.of());
    }

    public List<Curve> rightCurves() {
        return rightCurves.curves();
    }

    public void setEvents(List<EventLine> lines) {
        events.set(lines);
    }

    public void setGuides(List<Guide> next) {
        if (!next.equals(guides)) {
            guides = List.copyOf(next);
            style = null;
        }
    }

    public void setLegend(boolean wanted) {
        legendWanted = wanted;
    }

    /// How the readout names a place on the x axis, such as `step 12 340`.
    public void setXText(DoubleFunction<String> text) {
        xText = text;
    }

    /// Paints behind the curves.
    public void setBackdrop(Backdrop backdrop) {
        AbstractXYAnnotation annotation =
                new AbstractXYAnnotation() {
                    @Override
                    public void draw(
                            Graphics2D g,
                            XYPlot plot,
                            Rectangle2D area,
                            ValueAxis xAxis,
                            ValueAxis yAxis,
                            int index,
                            @Nullable PlotRenderingInfo info) {
                        if (style != null) {
                            backdrop.paint(g, area, style);
                        }
                    }
                };
        leftRenderer.addAnnotation(annotation, Layer.BACKGROUND);
    }

    /// Painted on the area of the data, before the curves.
    @FunctionalInterface
    public interface Backdrop {
        void paint(Graphics2D g, Rectangle2D area, Style style);
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style wanted) {
        if (!wanted.equals(style)) {
            style = wanted;
            apply(wanted);
        }
        boolean withLegend = legendWanted && area.getHeight() >= LEGEND_NEEDS * wanted.scale();
        if (chart.getLegend() != null) {
            chart.getLegend().setVisible(withLegend);
        }
        if (area.getWidth() < NARROWEST * wanted.scale() || area.getHeight() < LOWEST * wanted.scale()) {
            g.setPaint(wanted.palette().background());
            g.fill(area);
            return;
        }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        String xName = x.getLabel();
        String yName = y().getLabel();
        boolean isLow = isLow(area.getHeight(), wanted);
        if (isLow) {
            x.setLabel(null);
        }
        double dataHeight = area.getHeight() - (NAMED_TICKS + (withLegend ? LEGEND : 0)) * wanted.scale();
        if (yName != null && g.getFontMetrics(wanted.font()).stringWidth(yName) > dataHeight) {
            y().setLabel(null);
        }
        chart.draw(g, area, null, info);
        x.setLabel(xName);
        y().setLabel(yName);
        if (isLow && xName != null) {
            nameBesideTicks(g, xName, area, wanted);
        }
    }

    /// Whether there is so little height that the name of the x axis has no line of its own.
    public boolean isLow(double height, Style at) {
        boolean withLegend = legendWanted && height >= LEGEND_NEEDS * at.scale();
        return height < (LOW + NAMED_TICKS + (withLegend ? LEGEND : 0)) * at.scale();
    }

    /// In the corner that the first tick leaves free, if it fits.
    private void nameBesideTicks(Graphics2D g, String name, Rectangle2D area, Style now) {
        FontMetrics metrics = g.getFontMetrics(now.font());
        String first = x instanceof NumberAxis numbers ? numbers.getTickUnit().valueToString(x.getLowerBound()) : "";
        double tick = Math.max(2 * GAP * now.scale(), metrics.stringWidth(first) / 2.0);
        double right = dataArea().getMinX() - tick - GAP * now.scale();
        double left = right - metrics.stringWidth(name);
        if (left >= area.getX()) {
            g.setFont(now.font());
            g.setPaint(now.faintText());
            g.drawString(name, (float) left, (float) (dataArea().getMaxY() + GAP + metrics.getAscent()));
        }
    }

    private void apply(Style now) {
        Palette palette = now.palette();
        chart.setBackgroundPaint(palette.background());
        chart.setPadding(new RectangleInsets(4, 4, 2, 16 * now.scale()));
        plot.setBackgroundPaint(palette.background());
        plot.setRangeGridlinePaint(palette.grid());
        plot.setRangeGridlineStroke(now.stroke(0.8));
        Stream.of(x, plot.getRangeAxis(), plot.getRangeAxis(1)).forEach(it -> apply(now, it));
        leftRenderer.setStyle(now);
        rightRenderer.setStyle(now);
        events.setStyle(now);
        LegendTitle legend = chart.getLegend();
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemFont(now.font());
        legend.setItemPaint(palette.text());
        legend.setBackgroundPaint(palette.background());
        legend.setFrame(new org.jfree.chart.block.BlockBorder(0, 0, 0, 0));
        legend.setPadding(0, 0, 2, 0);
        legend.setLegendItemGraphicPadding(new RectangleInsets(2, 2, 2, 4));
        legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 10));
        plot.clearDomainMarkers();
        plot.clearRangeMarkers();
        guides.forEach(it -> add(it, now));
    }

    private static void apply(Style now, @Nullable ValueAxis axis) {
        if (axis == null) {
            return;
        }
        axis.setLabelFont(now.font());
        axis.setLabelPaint(now.faintText());
        axis.setTickLabelFont(now.font());
        axis.setTickLabelPaint(now.palette().text());
        axis.setAxisLinePaint(now.palette().neutral());
        axis.setTickMarkPaint(now.palette().neutral());
        axis.setLabelInsets(new RectangleInsets(1, 1, 1, 1));
    }

    private void add(Guide guide, Style now) {
        Color color = guide.tone().in(now.palette());
        Marker marker =
                guide.from() == guide.to()
                        ? new ValueMarker(guide.from(), color, now.stroke(1.2))
                        : new IntervalMarker(guide.from(), guide.to(), now.withAlpha(color, 0.16));
        marker.setAlpha(1);
        if (!guide.label().isEmpty()) {
            marker.setLabel(guide.label());
            marker.setLabelFont(now.small());
            marker.setLabelPaint(now.faintText());
            marker.setLabelBackgroundColor(new Color(0, 0, 0, 0));
            marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
            marker.setLabelTextAnchor(guide.onX() ? TextAnchor.TOP_LEFT : TextAnchor.BOTTOM_RIGHT);
            marker.setLabelOffset(new RectangleInsets(2, 4, 2, 4));
        }
        if (guide.onX()) {
            plot.addDomainMarker(marker, Layer.BACKGROUND);
        } else {
            plot.addRangeMarker(marker, Layer.BACKGROUND);
        }
    }

    /// Where the data stand in the area painted last.
    public Rectangle2D dataArea() {
        return info.getPlotInfo().getDataArea();
    }

    /// The value of x at a point; empty outside of the data.
    public OptionalDouble xAt(double px, double py) {
        return dataArea().contains(px, py)
                ? OptionalDouble.of(x.java2DToValue(px, dataArea(), RectangleEdge.BOTTOM))
                : OptionalDouble.empty();
    }

    @Override
    public Optional<Readout> readout(double px, double py) {
        OptionalDouble at = xAt(px, py);
        if (at.isEmpty() || style == null) {
            return Optional.empty();
        }
        double reach = REACH * x.getRange().getLength();
        OptionalDouble snapped =
                all().filter(it -> it.curve.size() > 0)
                        .mapToDouble(it -> it.curve.x()[it.curve.nearest(at.getAsDouble())])
                        .boxed()
                        .min(Comparator.comparingDouble(it -> Math.abs(it - at.getAsDouble())))
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty());
        if (snapped.isEmpty()) {
            return Optional.empty();
        }
        double place = snapped.getAsDouble();
        Palette palette = style.palette();
        List<Found> found = new ArrayList<>();
        all().filter(it -> !it.curve.name().isEmpty() && it.curve.size() > 0)
                .forEach(it -> {
                    int i = it.curve.nearest(place);
                    if (Math.abs(it.curve.x()[i] - place) <= reach && !Double.isNaN(it.curve.y()[i])) {
                        double y = it.axis.valueToJava2D(it.curve.y()[i], dataArea(), RectangleEdge.LEFT);
                        found.add(
                                new Found(
                                        Math.abs(y - py),
                                        new Readout.Row(
                                                it.curve.tone().in(palette), it.curve.name(), it.curve.valueAt(i))));
                    }
                });
        for (EventLine line : events.lines()) {
            if (Math.abs(line.x() - place) <= reach / 4) {
                found.add(new Found(0, new Readout.Row(line.tone().in(palette), line.label(), "")));
            }
        }
        double farthest =
                found.stream()
                        .mapToDouble(Found::distance)
                        .sorted()
                        .skip(MOST_ROWS - 1)
                        .findFirst()
                        .orElse(Double.POSITIVE_INFINITY);
        return Optional.of(
                new Readout(
                        x.valueToJava2D(place, dataArea(), RectangleEdge.BOTTOM),
                        dataArea(),
                        xText.apply(place),
                        found.stream()
                                .filter(it -> it.distance <= farthest)
                                .limit(MOST_ROWS)
                                .map(Found::row)
                                .toList()));
    }

    private record Found(double distance, Readout.Row row) {}

    private record OnAxis(Curve curve, ValueAxis axis) {}

    private Stream<OnAxis> all() {
        ValueAxis right = plot.getRangeAxis(1);
        return Stream.concat(
                leftCurves.curves().stream().map(it -> new OnAxis(it, y())),
                right == null ? Stream.of() : rightCurves.curves().stream().map(it -> new OnAxis(it, right)));
    }

    /// Where a value stands in the area painted last.
    public Point2D toPixels(double valueOfX, double valueOfY) {
        return new Point2D.Double(
                x.valueToJava2D(valueOfX, dataArea(), RectangleEdge.BOTTOM),
                y().valueToJava2D(valueOfY, dataArea(), RectangleEdge.LEFT));
    }

    /// What stands at a point of the area painted last; empty outside of the data.
    public Optional<Point2D> toValues(double px, double py) {
        return dataArea().contains(px, py)
                ? Optional.of(
                        new Point2D.Double(
                                x.java2DToValue(px, dataArea(), RectangleEdge.BOTTOM),
                                y().java2DToValue(py, dataArea(), RectangleEdge.LEFT)))
                : Optional.empty();
    }
}
