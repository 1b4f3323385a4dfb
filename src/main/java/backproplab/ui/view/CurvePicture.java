package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Guide;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.chart.Tone;
import backproplab.ui.chart.XyChart;

import org.jspecify.annotations.Nullable;

import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The outputs of a network over its only input, with the targets: filled those of the training set, hollow those of the
/// test set.
final class CurvePicture implements DrawingBoard {
    /// Curves beyond these are left out.
    private static final int MOST_OUTPUTS = 6;

    /// How far the axis follows outputs beyond the targets, as a share of their range on either side.
    private static final double BEYOND = 1;

    private final XyChart chart = new XyChart(Axes.linear("input"), Axes.linear("output"));
    private OutputPicture.@Nullable Curves curves;
    private ShownSets sets = ShownSets.BOTH;
    private List<DrawnPoint> draft = List.of();
    private boolean draftAlone;

    XyChart chart() {
        return chart;
    }

    void show(OutputPicture.@Nullable Curves next) {
        curves = next;
        arrange();
    }

    void setSets(ShownSets wanted) {
        sets = wanted;
        arrange();
    }

    @Override
    public void setDraft(List<DrawnPoint> points, boolean alone) {
        draft = List.copyOf(points);
        draftAlone = alone;
        arrange();
    }

    private void arrange() {
        OutputPicture.Curves shown = curves;
        if (shown == null) {
            chart.setCurves(List.of());
            return;
        }
        Dataset data = shown.training().data();
        int outputs = Math.min(shown.y().size(), MOST_OUTPUTS);
        String input = data.inputNames().isEmpty() ? "input" : data.inputNames().getFirst();
        chart.x().setLabel(input);
        chart.y().setLabel(outputs == 1 ? OutputNames.of(data, 0) : "outputs");
        chart.setXText(it -> input + " " + Numbers.text(it));
        List<Curve> all = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            addSamples(shown, k, outputs, all);
        }
        for (int k = 0; k < outputs; k++) {
            Tone tone = outputs == 1 ? Palette::forward : Tone.series(k);
            String name = outputs == 1 ? "network" : "network: " + OutputNames.of(data, k);
            all.add(Curve.of(name, tone, Look.LINE.withLine(2.4), shown.x(), shown.y().get(k)));
        }
        chart.setCurves(all);
        chart.setGuides(guides(shown));
        chart.x().setRange(shown.x()[0], shown.x()[shown.x().length - 1]);
        fitY(shown, outputs);
    }

    private void addSamples(OutputPicture.Curves shown, int k, int outputs, List<Curve> all) {
        String of = outputs == 1 ? "" : " " + OutputNames.of(shown.training().data(), k);
        Tone tone = outputs == 1 ? Tone.series(0) : Tone.series(k);
        Tone tested = outputs == 1 ? Tone.series(1) : tone;
        if (!draftAlone && (sets.training() || shown.test().isEmpty())) {
            all.add(dots("training" + of, tone, Look.SAMPLES, shown.training(), k, _ -> true));
        }
        if (!draftAlone && sets.test()) {
            shown.test().ifPresent(it -> all.add(dots("test" + of, tested, Look.OPEN_SAMPLES, it, k, _ -> true)));
        }
        if (!draft.isEmpty()) {
            all.add(
                    sorted(
                            "drawn" + of,
                            tone,
                            Look.SAMPLES,
                            draft.size(),
                            i -> draft.get(i).input()[0],
                            i -> draft.get(i).target()[k],
                            _ -> true));
        }
        boolean mistaken = shown.training().hasClasses() && k == 0 && !draftAlone;
        if (mistaken) {
            for (Judged samples : sets.of(shown.training(), shown.test())) {
                all.add(dots("misclassified", Palette::warning, Look.RINGS, samples, k, samples::isMistaken));
            }
        }
    }

    private static Curve dots(String name, Tone tone, Look look, Judged samples, int k, IntPredicate wanted) {
        return sorted(
                name,
                tone,
                look,
                samples.samples(),
                i -> samples.data().input().get(i),
                i -> samples.target(i, k),
                wanted);
    }

    private static Curve sorted(
            String name,
            Tone tone,
            Look look,
            int samples,
            IntToDoubleFunction x,
            IntToDoubleFunction y,
            IntPredicate wanted) {
        int[] order =
                IntStream.range(0, samples)
                        .filter(wanted)
                        .boxed()
                        .sorted(Comparator.comparingDouble(x::applyAsDouble))
                        .mapToInt(it -> it)
                        .toArray();
        return Curve.of(
                name,
                tone,
                look,
                Arrays.stream(order).mapToDouble(x).toArray(),
                Arrays.stream(order).mapToDouble(y).toArray());
    }

    private static List<Guide> guides(OutputPicture.Curves shown) {
        boolean oneDecision = shown.training().hasClasses() && shown.y().size() == 1;
        return oneDecision
                ? List.of(Guide.line(Decision.of(shown.run().setup()).threshold(), "decision", Palette::neutral))
                : List.of();
    }

    /// Around all targets, and so far around the curves that those still fill the plot. In steps, so that it stands still
    /// while a curve moves a little.
    private void fitY(OutputPicture.Curves shown, int outputs) {
        double[] targets = OutputPicture.range(shown.run().setup());
        double range = targets[1] > targets[0] ? targets[1] - targets[0] : 1;
        double low = targets[0];
        double high = targets[1];
        for (int k = 0; k < outputs; k++) {
            for (double y : shown.y().get(k)) {
                low = Double.isFinite(y) ? Math.min(low, y) : low;
                high = Double.isFinite(y) ? Math.max(high, y) : high;
            }
        }
        low = Math.max(low, targets[0] - BEYOND * range);
        high = Math.min(high, targets[1] + BEYOND * range);
        double missing = Math.max(0, range - (high - low)); // where all targets are the same
        InputPlane.Side side = InputPlane.Side.around(low - missing / 2, high + missing / 2);
        chart.y().setRange(side.low(), side.high());
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        chart.paint(g, area, style);
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        return chart.readout(x, y);
    }

    /// The sample that is drawn at a point of the area painted last.
    Optional<NearestSample.Found> sampleAt(double x, double y) {
        OutputPicture.Curves shown = curves;
        if (shown == null) {
            return Optional.empty();
        }
        int outputs = Math.min(shown.y().size(), MOST_OUTPUTS);
        NearestSample nearest = new NearestSample(x, y, NearestSample.REACH);
        for (Judged samples : sets.of(shown.training(), shown.test())) {
            boolean test = shown.test().filter(samples::equals).isPresent();
            nearest.among(
                    samples,
                    test,
                    i ->
                            IntStream.range(0, outputs)
                                    .mapToObj(k -> pixelsOf(samples.data().input().get(i), samples.target(i, k)))
                                    .toList());
        }
        return nearest.found();
    }

    @Override
    public Optional<Point2D> valuesAt(double x, double y) {
        return curves == null ? Optional.empty() : chart.toValues(x, y);
    }

    @Override
    public Point2D pixelsOf(double horizontal, double vertical) {
        return chart.toPixels(horizontal, vertical);
    }
}
