package backproplab.ui.view;

import backproplab.statistics.GradientFlow;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.XyChart;
import backproplab.ui.viewmodel.TimeGradients.Line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `‖∂L/∂hₜ‖` of each recurrent layer against the time step t, counted from 1: an even way down to the left is a gradient
/// that vanishes over time. Needs no screen.
final class TimeGradientChart {
    private static final int MOST_POINTS = 600;

    private final XyChart chart = new XyChart(Axes.steps("time step t"), Axes.log("‖∂L/∂h‖ at t"));

    TimeGradientChart() {
        chart.setXText(it -> "t = " + Numbers.count(Math.round(it)));
    }

    XyChart chart() {
        return chart;
    }

    void show(List<Line> lines, GradientFlow.Rule rule, String selectedLayer) {
        int steps = lines.stream().mapToInt(it -> it.norms().length).max().orElse(1);
        chart.x().setRange(1, Math.max(2, steps));
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            curves.add(curve(lines.get(i), i, lines.size(), selectedLayer));
        }
        // What is not on the axis, 0 or infinite, is a gap; the sentence above says so.
        double[] drawn =
                curves.stream().flatMapToDouble(it -> Arrays.stream(it.y())).filter(it -> !Double.isNaN(it)).toArray();
        Axes.fitDecades(
                chart.y(),
                Arrays.stream(drawn).min().orElse(Double.NaN),
                Arrays.stream(drawn).max().orElse(Double.NaN));
        if (lines.size() == 1) {
            curves.addAll(limits(lines.getFirst(), rule));
        }
        chart.setCurves(curves);
    }

    /// Every step of a sequence of usual length, of a longer one the steps in even distances and the last.
    private static Curve curve(Line line, int index, int count, String selectedLayer) {
        int steps = line.norms().length;
        int every = Math.max(1, Math.ceilDiv(steps, MOST_POINTS - 1));
        int[] shown = IntStream.range(0, steps).filter(t -> t % every == 0 || t == steps - 1).toArray();
        double[] x = Arrays.stream(shown).mapToDouble(t -> t + 1).toArray();
        double[] y = Arrays.stream(shown).mapToDouble(t -> onAxis(line.norms()[t])).toArray();
        return Curve.of(
                line.layer(),
                LayerLines.tone(index, count),
                LayerLines.look(index, count, line.layer().equals(selectedLayer)),
                x,
                y);
    }

    private static double onAxis(double norm) {
        return norm > 0 && norm < Double.POSITIVE_INFINITY ? norm : Double.NaN;
    }

    /// Where the first step would have to be for the rule to speak, as far as the axis reaches.
    private List<Curve> limits(Line line, GradientFlow.Rule rule) {
        double last = line.norms()[line.norms().length - 1];
        return Stream.of(
                        limit("limit of vanishing", last * rule.vanishing()),
                        limit("limit of exploding", last * rule.exploding()))
                .filter(it -> chart.y().getRange().contains(it.y()[0]))
                .toList();
    }

    private Curve limit(String name, double size) {
        double[] ends = {chart.x().getLowerBound(), chart.x().getUpperBound()};
        return Curve.of(name, Palette::neutral, Look.DASHED, ends, new double[] {size, size});
    }
}
