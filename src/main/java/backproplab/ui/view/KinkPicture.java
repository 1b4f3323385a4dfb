package backproplab.ui.view;

import backproplab.backprop.Kink;
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
import backproplab.ui.viewmodel.Checked;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// A function around its kink: z of the unit with the number moved down, as it is, and moved up; the slopes on both
/// sides, and the line through both ends, whose slope is what the difference sees.
final class KinkPicture implements Picture {
    private static final int LONGEST_NAME = 20;

    /// Of the way between the outermost points, on each side.
    private static final double AROUND = 0.45;

    private final XyChart chart = new XyChart(Axes.linear("z"), Axes.linear("f(z)"));

    void show(Kink kink, Checked checked) {
        double[] z = DoubleStream.of(kink.below(), kink.usual(), kink.above()).map(it -> it - kink.at()).toArray();
        double low = Math.min(0, DoubleStream.of(z).min().orElse(0));
        double high = Math.max(0, DoubleStream.of(z).max().orElse(0));
        double around = high > low ? AROUND * (high - low) : 1;
        double[] function = {low - around, 0, high + around};
        double[] ends = {Math.min(z[0], z[2]), Math.max(z[0], z[2])};
        chart.setCurves(
                List.of(
                        Curve.of(
                                "slope %s, then %s"
                                        .formatted(Numbers.tick(kink.leftSlope()), Numbers.tick(kink.rightSlope())),
                                FunctionCurves.VALUE,
                                Look.LINE.withLine(FunctionCurves.WIDE),
                                function,
                                rise(kink, function)),
                        Curve.of(
                                "difference sees " + Numbers.tick(rounded(kink.seenSlope())),
                                Palette::text,
                                Look.DASHED,
                                ends,
                                rise(kink, ends)),
                        Curve.of("", Palette::text, Look.DOTS, sorted(z), rise(kink, sorted(z)))));
        double[] values = rise(kink, function);
        double bottom = DoubleStream.of(values).min().orElse(0);
        double top = DoubleStream.of(values).max().orElse(0);
        Axes.fit(chart.x(), function[0], function[2]);
        Axes.fit(chart.y(), bottom, top > bottom ? top : bottom + around);
        Tone faint = ((Tone) Palette::neutral).faint(0.7);
        chart.setGuides(List.of(Guide.lineAtX(0, "", faint), Guide.line(0, "", faint)));
        name(kink, checked);
    }

    private void name(Kink kink, Checked checked) {
        String symbol = kink.place().symbol();
        String unit = checked.names().of(kink.layer(), kink.unit());
        String at =
                kink.at() == 0 ? "" : " − " + Numbers.text(kink.at()).replace("−", "(−") + (kink.at() < 0 ? ")" : "");
        // The card beside it says where; what has no room under the axis is not cut off.
        String of = unit.length() > LONGEST_NAME ? "" : " of " + unit;
        chart.x().setLabel(symbol + at + of);
        chart.y()
                .setLabel(
                        switch (kink.place()) {
                            case ACTIVATION -> "f, from the kink";
                            case LOSS -> "loss, from the kink";
                            case WINDOW -> "maximum, from the tie";
                        });
        chart.setXText(it -> symbol + at + " = " + Numbers.text(it));
    }

    /// To three digits.
    private static double rounded(double slope) {
        return Double.isFinite(slope) ? new BigDecimal(slope).round(new MathContext(3)).doubleValue() : slope;
    }

    private static double[] sorted(double[] z) {
        return DoubleStream.of(z).sorted().toArray();
    }

    private static double[] rise(Kink kink, double[] fromKink) {
        return DoubleStream.of(fromKink).map(it -> kink.rise(kink.at() + it)).toArray();
    }

    XyChart chart() {
        return chart;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        chart.paint(g, area, style);
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        return chart.readout(x, y);
    }
}
