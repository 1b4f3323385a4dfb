package backproplab.ui.chart;

import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// An axis of things with names, at 0, 1, 2, …: such as the layers of a network. Where the names have no room they
/// become numbers counted from 1, and where these have none, every second, fifth, … of them.
public final class NameAxis extends NumberAxis {
    private static final int LONGEST = 16;

    private List<String> names = List.of();
    private boolean numbered;

    public NameAxis(String label) {
        super(label);
        setAutoRange(false);
        setTickMarksVisible(false);
    }

    public void setNames(List<String> next) {
        names = List.copyOf(next);
        setRange(-0.5, Math.max(1, names.size()) - 0.5);
    }

    /// Whether numbers stand there, as painted last.
    public boolean isNumbered() {
        return numbered;
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean across = RectangleEdge.isTopOrBottom(edge);
        FontMetrics metrics = g.getFontMetrics(getTickLabelFont());
        double slot = (across ? area.getWidth() : area.getHeight()) / Math.max(1, names.size());
        int widest = names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
        numbered = across && widest + 8 > slot;
        double needed = across ? metrics.stringWidth("00") + 6 : metrics.getHeight() - 2;
        int every = every(needed / slot);
        List<NumberTick> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean isLabelled = !(across && !numbered) ? i % every == 0 : true;
            String label = numbered ? String.valueOf(i + 1) : shortened(names.get(i));
            ticks.add(
                    new NumberTick(
                            (double) i,
                            isLabelled ? label : "",
                            across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT,
                            TextAnchor.CENTER,
                            0));
        }
        return ticks;
    }

    private static int every(double times) {
        for (int decade = 1; ; decade *= 10) {
            for (int m : new int[] {1, 2, 5}) {
                if (m * decade >= times) {
                    return m * decade;
                }
            }
        }
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }
}
