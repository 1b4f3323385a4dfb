package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What came out of a network at one step, for the picture of its output. Computed by the engine's own forward pass on a
/// copy of the parameters, away from the thread of the window. Immutable.
sealed interface OutputPicture {
    Command.Snapshot run();

    /// The decisions or values at the points of a grid over the input plane, and at the samples.
    ///
    /// @param shades for each cell, row by row: of classes how sure the decision is, from 0 to 1; else the value between
    ///     `low` (−1) and `high` (1)
    /// @param classes of each cell; all 0 where there are none
    record Regions(
            Command.Snapshot run,
            InputPlane plane,
            int cells,
            double[] shades,
            int[] classes,
            double low,
            double high,
            Judged training,
            Optional<Judged> test)
            implements OutputPicture {}

    /// The outputs over the only input, and at the samples.
    ///
    /// @param y for each output
    record Curves(Command.Snapshot run, double[] x, List<double[]> y, Judged training, Optional<Judged> test)
            implements OutputPicture {}

    /// Which classes were taken for which.
    ///
    /// @param test whether it is the test set
    record Confusion(Command.Snapshot run, ConfusionMatrix matrix, Judged judged, boolean test)
            implements OutputPicture {}

    /// Outputs against targets.
    record Pairs(Command.Snapshot run, Judged training, Optional<Judged> test) implements OutputPicture {}

    /// As many points as a chart can tell apart.
    int MOST_POINTS = 600;

    int CURVE_POINTS = 400;

    /// @param cells on each side of the grid
    static OutputPicture regions(Command.Snapshot run, int cells) {
        TrainingSetup setup = run.setup();
        InputPlane plane = InputPlane.around(setup);
        double[] shades = new double[cells * cells];
        int[] classes = new int[cells * cells];
        String layer = Decision.layerOf(setup);
        boolean decides = setup.training().classes() > 0;
        double[] range = decides ? new double[] {-1, 1} : range(setup);
        int[] cell = new int[1];
        if (decides) {
            Decision decision = Decision.of(setup);
            Passes.forward(
                    run,
                    plane.grid(cells),
                    (network, row) -> {
                        double[] values = network.node(layer).a().values();
                        int from = row * decision.outputs();
                        classes[cell[0]] = decision.classOf(values, from);
                        shades[cell[0]++] = Math.abs(decision.sureness(values, from));
                    });
        } else {
            Passes.forward(
                    run,
                    plane.grid(cells),
                    (network, row) -> shades[cell[0]++] = shade(network.node(layer).a().get(row), range[0], range[1]));
        }
        return new Regions(
                run, plane, cells, shades, classes, range[0], range[1], training(run, MOST_POINTS), test(run));
    }

    private static Judged training(Command.Snapshot run, int most) {
        return Judged.of(run, run.setup().training(), most);
    }

    private static Optional<Judged> test(Command.Snapshot run) {
        return run.setup().test().map(it -> Judged.of(run, it, MOST_POINTS));
    }

    /// From −1 at `low` to 1 at `high`; NaN where the value is none.
    static double shade(double value, double low, double high) {
        return Double.isNaN(value) ? value : high > low ? Math.clamp(2 * (value - low) / (high - low) - 1, -1, 1) : 0;
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
        double[] tested = setup.test().map(it -> it.input().values()).orElse(inputs);
        InputPlane.Side side =
                InputPlane.Side.around(
                        Math.min(least(inputs), least(tested)), Math.max(greatest(inputs), greatest(tested)));
        Tensor grid = Tensor.zeros(CURVE_POINTS, 1);
        for (int i = 0; i < CURVE_POINTS; i++) {
            grid.set(i, side.low() + i * (side.high() - side.low()) / (CURVE_POINTS - 1));
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
        return new Curves(run, grid.values(), List.copyOf(y), training(run, MOST_POINTS), test(run));
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(-1);
    }

    private static double greatest(double[] values) {
        return Arrays.stream(values).max().orElse(1);
    }

    /// @param most how many samples at most are looked at
    static OutputPicture confusion(Command.Snapshot run, boolean test, int most) {
        TrainingSetup setup = run.setup();
        boolean ofTest = test && setup.test().isPresent();
        Dataset data = ofTest ? setup.test().orElseThrow() : setup.training();
        Judged judged = Judged.of(run, data, most);
        ConfusionMatrix matrix = new ConfusionMatrix(data.classes());
        for (int i = 0; i < judged.samples(); i++) {
            matrix.add(judged.data().classOf(i), judged.predicted()[i]);
        }
        return new Confusion(run, matrix, judged, ofTest);
    }

    static OutputPicture pairs(Command.Snapshot run) {
        int most = Math.max(1, MOST_POINTS / run.setup().training().target().rowSize());
        return new Pairs(run, training(run, most), run.setup().test().map(it -> Judged.of(run, it, most)));
    }
}
