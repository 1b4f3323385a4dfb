package backproplab.ui.chart;

import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.function.DoubleFunction;

/// The axes of charts. Their ranges are set by who knows what they show, see [#fit].
public final class Axes {
    private static final double MARGIN = 0.05;
    private static final double DECADE_MARGIN = 0.02;

    private Axes() {}

    public static ValueAxis linear(String label) {
        return plain(label);
    }

    /// From 0 % to 100 %.
    public static ValueAxis share(String label) {
        NumberAxis axis = plain(label);
        axis.setNumberFormatOverride(new Format(it -> Numbers.tick(Math.round(1e6 * it) / 1e4) + "\u00a0%"));
        axis.setRange(0, 1);
        return axis;
    }

    /// For steps: whole numbers.
    public static ValueAxis steps(String label) {
        NumberAxis axis = plain(label);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        return axis;
    }

    /// Powers of ten.
    public static ValueAxis log(String label) {
        return new DecadeAxis(label);
    }

    private static NumberAxis plain(String label) {
        NumberAxis axis = new AiryAxis(label);
        axis.setNumberFormatOverride(new Format(Numbers::tick));
        axis.setAutoRange(false);
        axis.setRange(0, 1);
        return axis;
    }

    /// Lets the axis span `low … high` and a margin. Nothing to show (NaN) leaves it as it is.
    public static void fit(ValueAxis axis, double low, double high) {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            return;
        }
        if (axis instanceof LogAxis) {
            fitLog(axis, low, high);
        } else {
            double margin = high > low ? MARGIN * (high - low) : Math.max(Math.abs(high) * MARGIN, 1e-9);
            axis.setRange(low - margin, high + margin);
        }
    }

    private static void fitLog(ValueAxis axis, double low, double high) {
        if (high <= 0) {
            return;
        }
        double bottom = Math.max(low > 0 ? low : high / 1e3, 1e-305);
        double top = Math.min(Math.max(high, bottom), 1e305);
        double margin = Math.pow(top / bottom, MARGIN) * 1.05;
        axis.setRange(bottom / margin, top * margin);
    }

    /// Lets a logarithmic axis span whole powers of ten around `low … high`: an axis that follows a running network
    /// stands still most of the time.
    public static void fitDecades(ValueAxis axis, double low, double high) {
        if (Double.isFinite(low) && Double.isFinite(high) && low > 0 && low <= high) {
            double bottom = Math.max(Math.floor(Math.log10(low)), -305);
            double top = Math.max(Math.min(Math.ceil(Math.log10(high)), 305), bottom + 1);
            // What lies on an end is not cut in half.
            double margin = DECADE_MARGIN * (top - bottom);
            axis.setRange(Math.pow(10, bottom - margin), Math.pow(10, top + margin));
        }
    }

    /// With fewer ticks than JFreeChart would squeeze in, but with two of them where that is possible.
    ///
    /// Takes any range. JFreeChart looks for its ticks from those of the range before, and looks for ever where both are
    /// hundreds of powers of ten apart or a length is not finite, as with a network that explodes.
    private static final class AiryAxis extends NumberAxis {
        private static final double MOST = Double.MAX_VALUE / 16;
        private static final double LEAST_LENGTH = 1e-290;
        private static final int ROUGHLY = 10;
        private static final int FEWEST = 3;
        private static final double AIR = 2;
        private static final double AIR_ACROSS = 1.5;
        private double air = AIR;
        private double airAcross = AIR_ACROSS;

        AiryAxis(String label) {
            super(label);
        }

        @Override
        public void setRange(Range range, boolean endsAutoRange, boolean tells) {
            double low = Math.clamp(range.getLowerBound(), -MOST, MOST);
            double high = Math.clamp(range.getUpperBound(), -MOST, MOST);
            if (!Double.isNaN(low) && !Double.isNaN(high)) {
                double least = Math.max(low + LEAST_LENGTH, Math.nextUp(low));
                super.setRange(new Range(low, Math.max(high, least)), endsAutoRange, tells);
            }
        }

        /// Where the search for ticks begins follows from the range alone.
        private void beginAfresh() {
            setTickUnit(new NumberTickUnit(getRange().getLength() / ROUGHLY), false, false);
        }

        @Override
        protected double estimateMaximumTickLabelHeight(Graphics2D g) {
            return air * super.estimateMaximumTickLabelHeight(g);
        }

        @Override
        protected double estimateMaximumTickLabelWidth(Graphics2D g, TickUnit unit) {
            return airAcross * super.estimateMaximumTickLabelWidth(g, unit);
        }

        @Override
        protected void selectHorizontalAutoTickUnit(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
            airAcross = AIR_ACROSS;
            beginAfresh();
            super.selectHorizontalAutoTickUnit(g, area, edge);
            if (calculateVisibleTickCount() < FEWEST) {
                airAcross = 1;
                super.selectHorizontalAutoTickUnit(g, area, edge);
            }
        }

        @Override
        protected void selectVerticalAutoTickUnit(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
            air = AIR;
            beginAfresh();
            super.selectVerticalAutoTickUnit(g, area, edge);
            if (calculateVisibleTickCount() < 2) {
                air = 1;
                super.selectVerticalAutoTickUnit(g, area, edge);
            }
        }
    }

    /// Only writes.
    private static final class Format extends NumberFormat {
        private final transient DoubleFunction<String> text;

        Format(DoubleFunction<String> text) {
            this.text = text;
        }

        @Override
        public StringBuffer format(double value, StringBuffer to, FieldPosition position) {
            return to.append(text.apply(value));
        }

        @Override
        public StringBuffer format(long value, StringBuffer to, FieldPosition position) {
            return to.append(text.apply((double) value));
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("axes do not read numbers");
        }
    }
}
