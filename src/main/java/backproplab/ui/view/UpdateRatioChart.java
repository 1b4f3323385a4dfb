package backproplab.ui.view;

import backproplab.statistics.Band;
import backproplab.statistics.LayerHistory;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Guide;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Tone;
import backproplab.ui.chart.XyChart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The update ratio of each layer over the steps of a run: `log10(RMS of the update / RMS of the weights)`. About −3 is
/// healthy, −4 … −2 the band around it. Needs no screen.
final class UpdateRatioChart {
    /// More points than these all layers together do not get: neighbours merge.
    private static final int MOST_POINTS = 2400;

    private final XyChart chart = new XyChart(Axes.steps("step"), Axes.linear("log10(update / weights)"));

    UpdateRatioChart() {
        chart.setXText(it -> "step " + Numbers.count(Math.round(it)));
        chart.setGuides(
                List.of(
                        Guide.band(-4, -2, "", Palette::neutral),
                        Guide.line(-3, "about −3 is healthy", Palette::neutral)));
    }

    XyChart chart() {
        return chart;
    }

    /// @param columns one band per layer
    void show(List<String> layers, List<LayerHistory.Column> columns, String selectedLayer, long step) {
        chart.x().setRange(0, Math.max(10, (double) step));
        List<Integer> rows =
                IntStream.range(0, layers.size())
                        .filter(row -> columns.stream().anyMatch(it -> it.bands().get(row).count() > 0))
                        .boxed()
                        .toList();
        int together = Math.max(1, Math.ceilDiv(columns.size() * rows.size(), MOST_POINTS));
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String name = layers.get(rows.get(i));
            boolean isSelected = name.equals(selectedLayer);
            Look look = LayerLines.look(i, rows.size(), isSelected);
            Curve curve = curve(name, LayerLines.tone(i, rows.size()), look, rows.get(i), columns, together);
            curves.add(curve);
        }
        chart.setCurves(curves);
        double[] all =
                curves.stream().flatMapToDouble(it -> DoubleStream.of(it.y())).filter(Double::isFinite).toArray();
        double low = Math.min(-4.2, DoubleStream.of(all).min().orElse(-4.2));
        double high = Math.max(-1.8, DoubleStream.of(all).max().orElse(-1.8));
        Axes.fit(chart.y(), low, high);
    }

    private static Curve curve(
            String name, Tone tone, Look look, int row, List<LayerHistory.Column> columns, int together) {
        int points = Math.ceilDiv(columns.size(), together);
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            int end = Math.min(columns.size(), (i + 1) * together);
            Band band =
                    columns.subList(i * together, end).stream()
                            .map(it -> it.bands().get(row))
                            .reduce(Band.NONE, Band::merge);
            x[i] = columns.get(end - 1).lastStep();
            y[i] = band.mean();
        }
        return Curve.of(name, tone, look, x, y);
    }
}
