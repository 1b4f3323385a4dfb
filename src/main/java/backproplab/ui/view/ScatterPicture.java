package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Tone;
import backproplab.ui.chart.XyChart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What came out of a network against what should: points on the diagonal are right.
final class ScatterPicture {
    /// Outputs that are told apart; more than these have one colour.
    private static final int MOST_APART = 4;

    private final XyChart chart = new XyChart(Axes.linear("target"), Axes.linear("output of the network"));

    ScatterPicture() {
        chart.setXText(it -> "target " + Numbers.text(it));
    }

    XyChart chart() {
        return chart;
    }

    void show(OutputPicture.Pairs pairs, ShownSets sets) {
        Dataset data = pairs.training().data();
        List<Curve> all = new ArrayList<>();
        int width = pairs.training().width();
        boolean apart = width > 1 && width <= MOST_APART;
        double[] ends = ends(pairs);
        all.add(Curve.of("target reached", Palette::neutral, Look.DASHED, ends, ends));
        for (int k = 0; k < (apart ? width : 1); k++) {
            String of = apart ? " " + OutputNames.of(data, k) : "";
            Tone tone = Tone.series(k);
            Tone tested = apart ? tone : Tone.series(1);
            int first = k;
            int step = apart ? width : 1;
            if (sets.training() || pairs.test().isEmpty()) {
                all.add(dots("training" + of, tone, Look.SAMPLES, pairs.training(), first, step));
            }
            if (sets.test()) {
                pairs.test().ifPresent(it -> all.add(dots("test" + of, tested, Look.OPEN_SAMPLES, it, first, step)));
            }
        }
        chart.setCurves(all);
        chart.x().setRange(ends[0], ends[1]);
        chart.y().setRange(ends[0], ends[1]);
    }

    /// The sample that is drawn at a point of the area painted last.
    Optional<NearestSample.Found> sampleAt(OutputPicture.Pairs pairs, ShownSets sets, double x, double y) {
        NearestSample nearest = new NearestSample(x, y, NearestSample.REACH);
        for (Judged samples : sets.of(pairs.training(), pairs.test())) {
            boolean test = pairs.test().filter(samples::equals).isPresent();
            nearest.among(
                    samples,
                    test,
                    i ->
                            IntStream.range(0, samples.width())
                                    .mapToObj(k -> chart.toPixels(samples.target(i, k), samples.output(i, k)))
                                    .toList());
        }
        return nearest.found();
    }

    /// Every `step`-th number of the set, beginning with `first`.
    private static Curve dots(String name, Tone tone, Look look, Judged samples, int first, int step) {
        double[] targets = samples.data().target().values();
        int[] order =
                IntStream.iterate(first, it -> it < targets.length, it -> it + step)
                        .boxed()
                        .sorted(Comparator.comparingDouble(it -> targets[it]))
                        .mapToInt(it -> it)
                        .toArray();
        return Curve.of(
                name,
                tone,
                look,
                Arrays.stream(order).mapToDouble(it -> targets[it]).toArray(),
                Arrays.stream(order).mapToDouble(it -> samples.outputs()[it]).toArray());
    }

    /// Of both axes: around all targets and all outputs that are not too far away.
    private static double[] ends(OutputPicture.Pairs pairs) {
        double[] targets = OutputPicture.range(pairs.run().setup());
        double range = targets[1] > targets[0] ? targets[1] - targets[0] : 1;
        double low = targets[0];
        double high = targets[1];
        for (Judged samples : ShownSets.BOTH.of(pairs.training(), pairs.test())) {
            for (double y : samples.outputs()) {
                low = Double.isFinite(y) ? Math.min(low, y) : low;
                high = Double.isFinite(y) ? Math.max(high, y) : high;
            }
        }
        low = Math.max(low, targets[0] - range);
        high = Math.min(high, targets[1] + range);
        double missing = Math.max(0, range - (high - low)); // with a single target
        InputPlane.Side side = InputPlane.Side.around(low - missing / 2, high + missing / 2);
        return new double[] {side.low(), side.high()};
    }
}
