package backproplab.ui.chart;

import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// Draws each [Curve] in one go when JFreeChart asks for its first point: one path instead of hundreds of lines. What a
/// logarithmic axis cannot show (0 and less) is a gap; a low of 0 reaches down to the bottom.
final class CurveRenderer extends AbstractXYItemRenderer {
    private static final double DOT = 3.2;
    private static final double RING = 6;

    private final CurveData data;
    private Style style = new Style(Palette.LIGHT, false);

    CurveRenderer(CurveData data) {
        this.data = data;
    }

    void setStyle(Style style) {
        this.style = style;
    }

    @Override
    public XYItemRendererState initialise(
            Graphics2D g, Rectangle2D area, XYPlot plot, XYDataset dataset, @Nullable PlotRenderingInfo info) {
        XYItemRendererState state = new XYItemRendererState(info);
        state.setProcessVisibleItemsOnly(false);
        return state;
    }

    @Override
    public void drawItem(
            Graphics2D g,
            XYItemRendererState state,
            Rectangle2D area,
            @Nullable PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis xAxis,
            ValueAxis yAxis,
            XYDataset dataset,
            int series,
            int item,
            @Nullable CrosshairState crosshair,
            int pass) {
        if (item == 0) {
            new Drawing(
                            g,
                            area,
                            xAxis,
                            plot.getDomainAxisEdge(),
                            yAxis,
                            plot.getRangeAxisEdge(),
                            data.curve(series),
                            style)
                    .all();
        }
    }

    @Override
    public @Nullable LegendItem getLegendItem(int dataset, int series) {
        Curve curve = data.curve(series);
        if (!curve.look().inLegend()) {
            return null;
        }
        Color color = curve.tone().in(style.palette());
        LegendItem item;
        if (curve.look().spread() == Look.Spread.BAND || curve.look().area() || curve.look().bar() > 0) {
            Shape box =
                    new Rectangle2D.Double(
                            -7 * style.scale(), -4 * style.scale(), 14 * style.scale(), 8 * style.scale());
            item = new LegendItem(curve.name(), null, null, null, box, style.withAlpha(color, Drawing.FILL));
        } else if (curve.look().line() == 0) {
            Look.Dots dots = curve.look().dots();
            item =
                    new LegendItem(
                            curve.name(),
                            null,
                            null,
                            null,
                            Drawing.dot(0, 0, Drawing.radius(dots, style)),
                            dots == Look.Dots.CLOSED ? color : style.palette().background(),
                            style.stroke(Drawing.OUTLINE),
                            color);
        } else {
            Shape line = new Line2D.Double(-8 * style.scale(), 0, 8 * style.scale(), 0);
            item = new LegendItem(curve.name(), null, null, null, line, Drawing.stroke(curve.look(), style), color);
        }
        item.setLabelFont(style.font());
        item.setLabelPaint(style.palette().text());
        item.setDataset(data);
        item.setSeriesIndex(series);
        return item;
    }

    /// One curve on its way to the screen.
    private record Drawing(
            Graphics2D g,
            Rectangle2D area,
            ValueAxis xAxis,
            RectangleEdge xEdge,
            ValueAxis yAxis,
            RectangleEdge yEdge,
            Curve curve,
            Style style) {
        static final double FILL = 0.28;
        static final double OUTLINE = 1.4;

        static java.awt.Stroke stroke(Look look, Style style) {
            double width = Math.max(look.line(), 0.7);
            return look.dashed() ? style.dashed(width) : style.stroke(width);
        }

        void all() {
            Look look = curve.look();
            Color color = curve.tone().in(style.palette());
            if (look.bar() > 0) {
                bars(style.withAlpha(color, FILL));
            }
            if (look.spread() == Look.Spread.BAND) {
                band(style.withAlpha(color, FILL));
            }
            if (look.area()) {
                areaUnder(style.withAlpha(color, FILL));
            }
            g.setPaint(color);
            if (look.line() > 0) {
                g.setStroke(stroke(look, style));
                g.draw(line());
            }
            if (look.spread() == Look.Spread.WHISKERS) {
                g.setStroke(style.stroke(1.1));
                whiskers();
            }
            boolean isAlone = curve.size() == 1 && look.line() > 0; // a line of one point would not be seen
            if (look.dots() != Look.Dots.NONE || isAlone) {
                dots(color, isAlone ? Look.Dots.CLOSED : look.dots());
            }
        }

        private double x(int i) {
            return xAxis.valueToJava2D(curve.x()[i], area, xEdge);
        }

        /// NaN for what the axis cannot show. Far outside of the area is as good as just outside, and safe to paint.
        private double y(double value) {
            double y = yAxis.valueToJava2D(value, area, yEdge);
            return Double.isNaN(y) || (y == Double.POSITIVE_INFINITY) || !isOnAxis(value)
                    ? Double.NaN
                    : Math.clamp(y, area.getMinY() - area.getHeight(), area.getMaxY() + area.getHeight());
        }

        private boolean isOnAxis(double value) {
            return Double.isFinite(value) && (value > 0 || !(yAxis instanceof DecadeAxis));
        }

        private double yOrBottom(double value) {
            double y = y(value);
            return Double.isNaN(y) ? area.getMaxY() : y;
        }

        private Path2D line() {
            Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, curve.size());
            boolean pen = false;
            for (int i = 0; i < curve.size(); i++) {
                double y = y(curve.y()[i]);
                if (Double.isNaN(y)) {
                    pen = false;
                } else if (pen) {
                    path.lineTo(x(i), y);
                } else {
                    path.moveTo(x(i), y);
                    pen = true;
                }
            }
            return path;
        }

        private void areaUnder(Color fill) {
            g.setPaint(fill);
            spans((from, to) -> {
                Path2D path = new Path2D.Double();
                path.moveTo(x(from), area.getMaxY());
                for (int i = from; i < to; i++) {
                    path.lineTo(x(i), y(curve.y()[i]));
                }
                path.lineTo(x(to - 1), area.getMaxY());
                path.closePath();
                g.fill(path);
            });
        }

        private void band(Color fill) {
            g.setPaint(fill);
            spans((from, to) -> {
                Path2D path = new Path2D.Double();
                path.moveTo(x(from), yOrBottom(curve.low()[from]));
                for (int i = from + 1; i < to; i++) {
                    path.lineTo(x(i), yOrBottom(curve.low()[i]));
                }
                for (int i = to - 1; i >= from; i--) {
                    path.lineTo(x(i), yOrBottom(curve.high()[i]));
                }
                path.closePath();
                g.fill(path);
            });
        }

        /// Of neighbouring points that can be shown, `from` up to but without `to`.
        private void spans(Span span) {
            int from = 0;
            for (int i = 0; i <= curve.size(); i++) {
                if (i == curve.size() || Double.isNaN(y(curve.y()[i]))) {
                    if (i > from) {
                        span.draw(from, i);
                    }
                    from = i + 1;
                }
            }
        }

        private void bars(Color fill) {
            g.setPaint(fill);
            double half = curve.look().bar() / 2;
            double zero = yAxis.getRange().contains(0) ? y(0) : area.getMaxY();
            for (int i = 0; i < curve.size(); i++) {
                double y = y(curve.y()[i]);
                if (!Double.isNaN(y)) {
                    double left = xAxis.valueToJava2D(curve.x()[i] - half, area, xEdge);
                    double right = xAxis.valueToJava2D(curve.x()[i] + half, area, xEdge);
                    g.fill(new Rectangle2D.Double(left, Math.min(y, zero), right - left, Math.abs(zero - y)));
                }
            }
        }

        private void whiskers() {
            double cap = 3 * style.scale();
            for (int i = 0; i < curve.size(); i++) {
                if (isOnAxis(curve.high()[i])) {
                    double high = y(curve.high()[i]);
                    double low = yOrBottom(curve.low()[i]);
                    g.draw(new Line2D.Double(x(i), low, x(i), high));
                    g.draw(new Line2D.Double(x(i) - cap, high, x(i) + cap, high));
                    g.draw(new Line2D.Double(x(i) - cap, low, x(i) + cap, low));
                }
            }
        }

        private void dots(Color color, Look.Dots dots) {
            double radius = radius(dots, style);
            for (int i = 0; i < curve.size(); i++) {
                double y = y(curve.y()[i]);
                if (!Double.isNaN(y)) {
                    Shape dot = dot(x(i), y, radius);
                    if (dots != Look.Dots.RINGS) {
                        g.setPaint(dots == Look.Dots.OPEN ? style.palette().background() : color);
                        g.fill(dot);
                    }
                    g.setPaint(color);
                    g.setStroke(style.stroke(OUTLINE));
                    g.draw(dot);
                }
            }
        }

        static double radius(Look.Dots dots, Style style) {
            return (dots == Look.Dots.RINGS ? RING : DOT) * style.scale();
        }

        static Shape dot(double x, double y, double radius) {
            return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        }

        private interface Span {
            void draw(int from, int to);
        }
    }
}
