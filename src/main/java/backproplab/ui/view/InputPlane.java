package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

/// The part of the plane of two inputs that is drawn: x1 to the right, x2 upwards.
///
/// A grid of n×n cells divides it; cell (row, column) stands for its middle, row 0 is the uppermost.
record InputPlane(double minX1, double maxX1, double minX2, double maxX2) {
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
        Side side1 = Side.around(range[0], range[1], widest);
        Side side2 = Side.around(range[2], range[3], widest);
        double half = Math.max(side1.half(), side2.half());
        return new InputPlane(
                side1.middle() - half, side1.middle() + half, side2.middle() - half, side2.middle() + half);
    }

    /// One axis of the plane. Its ends are round numbers, so that a point more or less rarely moves them.
    record Side(double low, double high) {
        /// Room around the outermost samples.
        private static final double MARGIN = 0.08;

        /// Of the width, in which the ends move.
        private static final double STEP = 0.05;

        static Side around(double low, double high) {
            return around(low, high, high - low);
        }

        private static Side around(double low, double high, double widest) {
            double width = widest > 0 ? widest : 2;
            double step = roundUp(STEP * width);
            double middle = step * Math.rint((low + high) / 2 / step);
            double needed = width * (0.5 + MARGIN) + Math.abs((low + high) / 2 - middle);
            double half = step * Math.ceil(needed / step - 1e-9);
            return new Side(middle - half, middle + half);
        }

        /// To 1, 2 or 5 times a power of ten.
        static double roundUp(double rough) {
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            return rough <= power
                    ? power
                    : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
        }

        double middle() {
            return (low + high) / 2;
        }

        double half() {
            return (high - low) / 2;
        }
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
