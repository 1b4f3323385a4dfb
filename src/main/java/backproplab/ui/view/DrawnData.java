package backproplab.ui.view;

import backproplab.data.Coding;
import backproplab.data.Dataset;
import backproplab.data.Standardizer;
import backproplab.data.Task;
import backproplab.experiment.DataSource;
import backproplab.network.LossTerm;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.DataChoice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Samples to which points are added by hand, and from which they are taken. Afterwards they stand in the file of the
/// experiment itself: no generator gives them.
final class DrawnData {
    private DrawnData() {}

    /// Whether points can be drawn: in the plane, and over one input where a single number or a class is asked for.
    static boolean suits(TrainingSetup setup) {
        Dataset data = setup.training();
        boolean one = data.inputs().size() == 1 && data.targets().size() == 1;
        return switch (OutputKind.of(setup)) {
            case PLANE -> one;
            case CURVE -> one && (data.classes() > 0 || data.target().rowSize() == 1);
            case CONFUSION, SCATTER -> false;
        };
    }

    /// The target of the samples of a class.
    static double[] targetOf(Dataset data, int label) {
        return switch (data.task()) {
            case Task.Binary(Coding coding) -> new double[] {coding.of(label == 1)};
            case Task.Classes(Coding coding) -> {
                double[] target = new double[data.classes()];
                Arrays.fill(target, coding.low());
                target[label] = coding.high();
                yield target;
            }
            case Task.Regression _ -> throw new IllegalArgumentException("the targets are no classes");
        };
    }

    /// Why a number cannot be the target of a sample; empty where it can.
    static Optional<String> refusal(TrainingSetup setup, double target) {
        String layer = Decision.layerOf(setup);
        return setup.losses().stream()
                .filter(it -> it.on().equals(layer))
                .map(LossTerm::loss)
                .filter(it -> !it.takesTarget(target))
                .findFirst()
                .map(it ->
                        "%s cannot be a target: the loss needs %s".formatted(Numbers.text(target), it.targetsNeeded()));
    }

    /// With points at the end.
    static DataChoice with(DataChoice data, long seed, List<DrawnPoint> points) {
        return inline(data, joined(data.samples(), asSamples(data, seed, points)));
    }

    /// Only these points.
    static DataChoice only(DataChoice data, long seed, List<DrawnPoint> points) {
        return inline(data, asSamples(data, seed, points));
    }

    /// Without the sample `row` of all.
    static DataChoice without(DataChoice data, int row) {
        Dataset samples = data.samples();
        return inline(data, samples.select(IntStream.range(0, samples.samples()).filter(it -> it != row).toArray()));
    }

    /// All samples as the network sees them, in the order of the choice.
    static Dataset seen(DataChoice data, long seed) {
        return standardizer(data, seed).map(it -> it.apply(data.samples())).orElse(data.samples());
    }

    private static Optional<Standardizer> standardizer(DataChoice data, long seed) {
        return data.standardise()
                ? Optional.of(Standardizer.of(data.samples().split(data.testShare(), seed).train().input()))
                : Optional.empty();
    }

    private static Dataset asSamples(DataChoice data, long seed, List<DrawnPoint> points) {
        Tensor seen = Tensor.matrix(points.stream().map(DrawnPoint::input).toArray(double[][]::new));
        Tensor input = standardizer(data, seed).map(it -> it.invert(seen)).orElse(seen);
        Tensor target = Tensor.matrix(points.stream().map(DrawnPoint::target).toArray(double[][]::new));
        return like(data.samples(), input, target);
    }

    private static Dataset joined(Dataset first, Dataset second) {
        return like(first, joined(first.input(), second.input()), joined(first.target(), second.target()));
    }

    private static Tensor joined(Tensor first, Tensor second) {
        List<double[]> rows = new ArrayList<>();
        for (Tensor part : List.of(first, second)) {
            for (int i = 0; i < part.rows(); i++) {
                rows.add(part.row(i));
            }
        }
        return Tensor.matrix(rows.toArray(double[][]::new));
    }

    private static Dataset like(Dataset samples, Tensor input, Tensor target) {
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put(samples.inputs().firstEntry().getKey(), input);
        SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
        targets.put(samples.targets().firstEntry().getKey(), target);
        return new Dataset(inputs, targets, samples.inputNames(), samples.targetNames(), samples.task());
    }

    private static DataChoice inline(DataChoice data, Dataset samples) {
        return data.with(new DataSource.Inline(samples.inputs(), samples.targets(), false, false), samples);
    }
}
