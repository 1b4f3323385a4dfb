package backproplab.ui.view;

import backproplab.statistics.Band;
import backproplab.statistics.History;
import backproplab.training.TrainingProgress;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.EventLine;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Tone;
import backproplab.ui.chart.XyChart;
import backproplab.ui.viewmodel.Mark;
import backproplab.ui.viewmodel.RunHistory;

import org.jfree.chart.axis.ValueAxis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// The losses of a run over its steps, accuracy on a second axis, and what happened on the way. Needs no screen.
final class LossChart {
    private static final double FEWEST_STEPS = 10;

    /// A linear axis begins at 0 when the smallest loss is under this share of the largest.
    private static final double NEAR_ZERO = 0.5;

    private static final Look ACCURACY = Look.DASHED.withLine(1.6);

    private final ValueAxis linear = Axes.linear("loss");
    private final ValueAxis log = Axes.log("loss");
    private final ValueAxis share = Axes.share("accuracy");
    private final XyChart chart = new XyChart(Axes.steps("step"), linear);

    private boolean logarithmic;

    LossChart() {
        chart.setXText(it -> "step " + Numbers.count(Math.round(it)));
    }

    XyChart chart() {
        return chart;
    }

    void setLogarithmic(boolean wanted) {
        logarithmic = wanted;
        chart.setY(wanted ? log : linear);
    }

    /// @param step where the run stands
    void show(RunHistory history, long step) {
        chart.x().setRange(0, Math.max(FEWEST_STEPS, (double) step));
        List<Curve> losses = new ArrayList<>();
        band("batch", Tone.series(0), history.batchLoss(), Math.max(1, step / 200)).ifPresent(losses::add);
        curve("train", Tone.series(0), Look.LINE, history.trainingLoss()).ifPresent(losses::add);
        curve("test", Tone.series(1), Look.LINE, history.testLoss()).ifPresent(losses::add);
        chart.setCurves(losses);
        fit(losses);
        showAccuracy(history);
        // Of several at one step the gravest comes last, which is the one that is drawn there.
        chart.setEvents(
                history.marks().stream()
                        .sorted(Comparator.comparingLong(Mark::step).thenComparing(Mark::kind))
                        .map(LossChart::line)
                        .toList());
    }

    private void showAccuracy(RunHistory history) {
        List<Curve> accuracies =
                Stream.of(
                                curve("train accuracy", Tone.series(2), ACCURACY, history.trainingAccuracy()),
                                curve("test accuracy", Tone.series(3), ACCURACY, history.testAccuracy()))
                        .flatMap(Optional::stream)
                        .map(it -> it.withFormat(Numbers::percent))
                        .toList();
        if (accuracies.isEmpty()) {
            chart.hideRight();
        } else {
            double lowest =
                    accuracies.stream()
                            .flatMapToDouble(it -> DoubleStream.of(it.low()))
                            .filter(Double::isFinite)
                            .min()
                            .orElse(0);
            share.setRange(Math.min(0.9, Math.floor(lowest * 10) / 10), 1.005);
            chart.showRight(share, accuracies);
        }
    }

    private static EventLine line(Mark mark) {
        Tone tone =
                switch (mark.kind()) {
                    case CHANGED -> Palette::neutral;
                    case DIED, FLAG, DIVERGED -> Palette::warning;
                };
        return new EventLine(mark.step(), mark.text(), tone);
    }

    private void fit(List<Curve> losses) {
        double[] values =
                losses.stream()
                        .flatMapToDouble(
                                it -> DoubleStream.concat(DoubleStream.of(it.low()), DoubleStream.of(it.high())))
                        .filter(it -> Double.isFinite(it) && (it > 0 || !logarithmic))
                        .toArray();
        double low = DoubleStream.of(values).min().orElse(Double.NaN);
        double high = DoubleStream.of(values).max().orElse(Double.NaN);
        if (!logarithmic && low >= 0 && low < NEAR_ZERO * high) {
            chart.y().setRange(0, high * 1.05);
        } else {
            Axes.fit(chart.y(), low, high);
        }
    }

    /// A bin of many steps is as wide as they are.
    private static Optional<Curve> band(String name, Tone tone, History history, long wide) {
        List<History.Bin> bins = history.bins();
        List<Band> bands = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        for (History.Bin bin : bins) {
            if (bin.lastStep() - bin.firstStep() > wide) {
                steps.add(bin.firstStep());
                bands.add(bin.band());
            }
            steps.add(bin.lastStep());
            bands.add(bin.band());
        }
        return bins.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Curve.of(
                                name,
                                tone,
                                Look.BAND,
                                array(steps, it -> it),
                                array(bands, Band::mean),
                                array(bands, Band::min),
                                array(bands, Band::max)));
    }

    private static Optional<Curve> curve(String name, Tone tone, Look look, History history) {
        List<History.Bin> bins = history.bins();
        return bins.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Curve.of(
                                name,
                                tone,
                                look,
                                array(bins, History.Bin::lastStep),
                                array(bins, it -> it.band().last()),
                                array(bins, it -> it.band().min()),
                                array(bins, it -> it.band().max())));
    }

    private static <T> double[] array(List<T> items, ToDoubleFunction<T> of) {
        return items.stream().mapToDouble(of).toArray();
    }

    /// Such as `loss 0.0123 train · 0.0150 test · accuracy 97.2 %`; the accuracy is that on the test set where there is
    /// one.
    static String summary(TrainingProgress.Evaluated evaluated) {
        StringBuilder text = new StringBuilder("loss ");
        text.append(Numbers.text(evaluated.training().loss())).append(" train");
        evaluated.test().ifPresent(it -> text.append(" · ").append(Numbers.text(it.loss())).append(" test"));
        OptionalDouble accuracy = evaluated.test().orElse(evaluated.training()).accuracy();
        accuracy.ifPresent(it -> text.append(" · accuracy ").append(Numbers.percent(it)));
        return text.toString();
    }

    /// Where the numbers of [#summary] come from.
    static String details(TrainingProgress.Evaluated evaluated) {
        StringBuilder text =
                new StringBuilder("Over all ").append(Numbers.count(evaluated.training().samples(), "training sample"));
        evaluated
                .training()
                .accuracy()
                .ifPresent(it -> text.append(" (").append(Numbers.percent(it)).append(" right)"));
        evaluated
                .test()
                .ifPresent(test -> {
                    text.append(" and ").append(Numbers.count(test.samples(), "test sample"));
                    test.accuracy().ifPresent(it -> text.append(" (").append(Numbers.percent(it)).append(" right)"));
                });
        return text.append(" at step ").append(Numbers.count(evaluated.step())).toString();
    }
}
