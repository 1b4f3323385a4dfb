package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What came out of a network at one step, for the picture of its output. Computed by the engine's own forward pass on a
/// copy of the parameters, away from the thread of the window. Immutable.
sealed interface OutputPicture {
    Command.Snapshot run();

    /// The decisions or values at the points of a grid over the input plane.
    ///
    /// @param shades for each cell, row by row: of classes their sureness ([Decision#sureness]), else the value between
    ///     `low` (−1) and `high` (1)
    /// @param classes of each cell; all 0 where there are none
    record Regions(
            Command.Snapshot run, InputPlane plane, int cells, double[] shades, int[] classes, double low, double high)
            implements OutputPicture {}

    /// The outputs over the only input.
    ///
    /// @param y for each output
    record Curves(Command.Snapshot run, double[] x, List<double[]> y) implements OutputPicture {}

    /// @param matrix of the samples that were looked at, the first ones of the set
    /// @param mistakes in the order of the set
    /// @param test whether it is the test set
    /// @param all how many samples the set has
    record Confusion(Command.Snapshot run, ConfusionMatrix matrix, List<Mistake> mistakes, boolean test, int all)
            implements OutputPicture {}

    record Mistake(int sample, int truth, int predicted) {}

    /// Targets and outputs of samples evenly chosen from a set, all outputs of each in turn.
    record Pairs(
            Command.Snapshot run,
            double[] trainTargets,
            double[] trainOutputs,
            double[] testTargets,
            double[] testOutputs)
            implements OutputPicture {}

    /// As many points as a chart can tell apart.
    int MOST_POINTS = 600;

    int CURVE_POINTS = 400;

    static OutputPicture regions(Command.Snapshot run, int cells) {
        TrainingSetup setup = run.setup();
        InputPlane plane = InputPlane.around(setup);
        double[] shades = new double[cells * cells];
        int[] classes = new int[cells * cells];
        String layer = Decision.layerOf(setup);
        int[] cell = new int[1];
        if (setup.training().classes() > 0) {
            Decision decision = Decision.of(setup);
            Passes.forward(
                    run,
                    plane.grid(cells),
                    (network, row) -> {
                        double[] values = network.node(layer).a().values();
                        int from = row * decision.outputs();
                        classes[cell[0]] = decision.classOf(values, from);
                        shades[cell[0]++] = decision.sureness(values, from);
                    });
            return new Regions(run, plane, cells, shades, classes, -1, 1);
        }
        double[] range = range(setup);
        Passes.forward(
                run,
                plane.grid(cells),
                (network, row) -> {
                    double value = network.node(layer).a().get(row);
                    shades[cell[0]++] = shade(value, range[0], range[1]);
                });
        return new Regions(run, plane, cells, shades, classes, range[0], range[1]);
    }

    /// From −1 at `low` to 1 at `high`.
    static double shade(double value, double low, double high) {
        return high > low ? Math.clamp(2 * (value - low) / (high - low) - 1, -1, 1) : 0;
    }

    /// Of all first targets.
    static double[] range(TrainingSetup setup) {
        double[] values = setup.training().target().values();
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        return new double[] {low, high};
    }

    static OutputPicture curves(Command.Snapshot run) {
        TrainingSetup setup = run.setup();
        double[] inputs = setup.training().input().values();
        double low = Arrays.stream(inputs).min().orElse(-1);
        double high = Arrays.stream(inputs).max().orElse(1);
        double margin = high > low ? 0.08 * (high - low) : 1;
        Tensor grid = Tensor.zeros(CURVE_POINTS, 1);
        for (int i = 0; i < CURVE_POINTS; i++) {
            grid.set(i, low - margin + i * (high - low + 2 * margin) / (CURVE_POINTS - 1));
        }
        String layer = Decision.layerOf(setup);
        int outputs = setup.training().target().rowSize();
        List<double[]> y = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            y.add(new double[CURVE_POINTS]);
        }
        int[] point = new int[1];
        Passes.forward(
                run,
                grid,
                (network, row) -> {
                    for (int k = 0; k < outputs; k++) {
                        y.get(k)[point[0]] = network.node(layer).a().get(row, k);
                    }
                    point[0]++;
                });
        return new Curves(run, grid.values(), List.copyOf(y));
    }

    /// @param most how many samples at most are looked at
    static OutputPicture confusion(Command.Snapshot run, boolean test, int most) {
        TrainingSetup setup = run.setup();
        Dataset data = test ? setup.test().orElse(setup.training()) : setup.training();
        Decision decision = Decision.of(setup);
        ConfusionMatrix matrix = new ConfusionMatrix(decision.classes());
        List<Mistake> mistakes = new ArrayList<>();
        int looked = Math.min(most, data.samples());
        int[] sample = new int[1];
        Passes.forward(
                run,
                data.input().firstRows(looked),
                (network, row) -> {
                    double[] values = network.node(decision.layer()).a().values();
                    int truth = data.classOf(sample[0]);
                    int predicted = decision.classOf(values, row * decision.outputs());
                    matrix.add(truth, predicted);
                    if (truth != predicted) {
                        mistakes.add(new Mistake(sample[0], truth, predicted));
                    }
                    sample[0]++;
                });
        return new Confusion(run, matrix, List.copyOf(mistakes), test && setup.test().isPresent(), data.samples());
    }

    static OutputPicture pairs(Command.Snapshot run) {
        TrainingSetup setup = run.setup();
        Dataset train = evenly(setup.training());
        double[] trainOutputs = outputs(run, train);
        Dataset test = setup.test().map(OutputPicture::evenly).orElse(null);
        return new Pairs(
                run,
                train.target().values(),
                trainOutputs,
                test == null ? new double[0] : test.target().values(),
                test == null ? new double[0] : outputs(run, test));
    }

    /// So many of them that no more than [#MOST_POINTS] numbers are to be drawn.
    static Dataset evenly(Dataset data) {
        int samples = Math.max(1, Math.min(data.samples(), MOST_POINTS / data.target().rowSize()));
        if (samples == data.samples()) {
            return data;
        }
        int[] rows = new int[samples];
        Arrays.setAll(rows, i -> (int) ((long) i * data.samples() / samples));
        return data.select(rows);
    }

    private static double[] outputs(Command.Snapshot run, Dataset data) {
        String layer = Decision.layerOf(run.setup());
        int size = data.target().rowSize();
        double[] outputs = new double[data.target().size()];
        int[] sample = new int[1];
        Passes.forward(
                run,
                data.inputs(),
                (network, row) ->
                        System.arraycopy(
                                Objects.requireNonNull(network.node(layer)).a().values(),
                                row * size,
                                outputs,
                                sample[0]++ * size,
                                size));
        return outputs;
    }
}
