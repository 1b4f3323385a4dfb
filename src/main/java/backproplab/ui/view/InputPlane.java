package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

/// The part of the plane of two inputs that is drawn: x1 to the right, x2 upwards.
///
/// A grid of n×n cells divides it; cell (row, column) stands for its middle, row 0 is the uppermost.
record InputPlane(double minX1, double maxX1, double minX2, double maxX2) {
    /// Room around the outermost samples.
    private static final double MARGIN = 0.08;

    /// Whether samples can be drawn in a plane: one input of two numbers.
    static boolean suits(Dataset data) {
        return data.inputs().size() == 1 && data.input().shape().rank() == 2 && data.input().rowSize() == 2;
    }

    /// Around all samples, both axes with the same scale so that circles stay circles.
    static InputPlane around(TrainingSetup setup) {
        double[] range = {
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        widen(range, setup.training().input());
        setup.test().ifPresent(it -> widen(range, it.input()));
        double widest = Math.max(range[1] - range[0], range[3] - range[2]);
        double half = (widest > 0 ? widest : 2) * (0.5 + MARGIN);
        double middle1 = (range[0] + range[1]) / 2;
        double middle2 = (range[2] + range[3]) / 2;
        return new InputPlane(middle1 - half, middle1 + half, middle2 - half, middle2 + half);
    }

    private static void widen(double[] range, Tensor points) {
        for (int i = 0; i < points.rows(); i++) {
            range[0] = Math.min(range[0], points.get(i, 0));
            range[1] = Math.max(range[1], points.get(i, 0));
            range[2] = Math.min(range[2], points.get(i, 1));
            range[3] = Math.max(range[3], points.get(i, 1));
        }
    }

    double x1(int column, int cells) {
        return minX1 + (column + 0.5) * (maxX1 - minX1) / cells;
    }

    double x2(int row, int cells) {
        return maxX2 - (row + 0.5) * (maxX2 - minX2) / cells;
    }

    /// The points of the grid, row by row, as samples `[cells², 2]`.
    Tensor grid(int cells) {
        Tensor points = Tensor.zeros(cells * cells, 2);
        for (int i = 0; i < cells * cells; i++) {
            points.set(i, 0, x1(i % cells, cells));
            points.set(i, 1, x2(i / cells, cells));
        }
        return points;
    }
}
