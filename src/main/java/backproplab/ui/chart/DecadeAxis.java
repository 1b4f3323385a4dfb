package backproplab.ui.chart;

import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// A logarithmic axis with ticks where readers expect them: at powers of ten such as `1e−3`, and at 2 and 5 times these
/// when it spans few of them. (JFreeChart's own writes `10^-0.3`.)
final class DecadeAxis extends LogAxis {
    private static final double ROOM_FOR_LABEL = 18;
    private static final double ROOM_ACROSS = 46;

    DecadeAxis(String label) {
        super(label);
        setSmallestValue(Double.MIN_NORMAL);
        setAutoRange(false);
        setRange(1e-3, 1);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean across = RectangleEdge.isTopOrBottom(edge);
        double scale = getTickLabelFont().getSize2D() / 11.5;
        double length = across ? area.getWidth() / ROOM_ACROSS : area.getHeight() / ROOM_FOR_LABEL;
        return ticks(getLowerBound(), getUpperBound(), (int) Math.max(2, length / scale)).stream()
                .map(it ->
                        new NumberTick(
                                it.label().isEmpty() ? TickType.MINOR : TickType.MAJOR,
                                it.value(),
                                it.label(),
                                across
                                        ? TextAnchor.TOP_CENTER
                                        : edge.equals(RectangleEdge.RIGHT)
                                                ? TextAnchor.CENTER_LEFT
                                                : TextAnchor.CENTER_RIGHT,
                                TextAnchor.CENTER,
                                0))
                .toList();
    }

    /// @param label empty for a tick without one
    record Tick(double value, String label) {}

    /// @param most how many labels there is room for
    static List<Tick> ticks(double low, double high, int most) {
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        int decades = last - first + 1;
        if (decades < 2) {
            return linear(low, high, most);
        }
        int every = 1;
        while (decades > (long) every * most) {
            every++;
        }
        boolean exponents = low < 0.9e-3 || high > 1.1e5;
        boolean between = every == 1 && 3 * decades <= most && !exponents;
        List<Tick> ticks = new ArrayList<>();
        for (int k = first - 1; k <= last; k++) {
            double decade = Math.pow(10, k);
            boolean labelled = Math.floorMod(k, every) == 0;
            add(ticks, decade, low, high, labelled ? label(decade, k, exponents) : "");
            for (int m = 2; m < 10 && every == 1; m++) {
                boolean inLabel = between && (m == 2 || m == 5);
                add(ticks, m * decade, low, high, inLabel ? Numbers.tick(m * decade) : "");
            }
        }
        return ticks;
    }

    private static void add(List<Tick> ticks, double value, double low, double high, String label) {
        if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
            ticks.add(new Tick(value, label));
        }
    }

    private static String label(double decade, int k, boolean exponents) {
        return exponents && k != 0 ? ("1e" + k).replace('-', '−') : Numbers.tick(decade);
    }

    /// Within one decade the axis is read like a linear one.
    private static List<Tick> linear(double low, double high, int most) {
        double rough = (high - low) / Math.max(1, Math.min(most, 6));
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double unit =
                List.of(1.0, 2.0, 5.0, 10.0).stream()
                        .map(it -> it * power)
                        .filter(it -> it >= rough)
                        .findFirst()
                        .orElse(10 * power);
        List<Tick> ticks = new ArrayList<>();
        for (double k = Math.ceil(low / unit); k * unit <= high; k++) {
            ticks.add(new Tick(k * unit, Numbers.tick(k * unit)));
        }
        return ticks;
    }
}
