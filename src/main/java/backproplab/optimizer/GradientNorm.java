package backproplab.optimizer;

import backproplab.tensor.Tensor;

import java.util.List;

/// `‖g‖₂ = √Σ gᵢ²`, of one array or of all parameters together. Squares are added in the order of the numbers by
/// fused multiply-add, so that every machine gives the same bits.
///
/// Squares overflow from 1e154 on, where an exploding gradient is still finite, and vanish under 1e-162, where a
/// vanishing one is not yet 0. In both cases they are added again in a unit that fits.
public final class GradientNorm {
    private GradientNorm() {}

    /// Of the first `n` numbers.
    public static double of(double[] g, int n) {
        double squares = addSquares(g, n, 1, 0);
        double unit = unit(squares);
        return unit == 1 ? Math.sqrt(squares) : unit * Math.sqrt(addSquares(g, n, 1 / unit, 0));
    }

    /// Of all tensors together.
    public static double of(List<Tensor> gradients) {
        double squares = squares(gradients, 1);
        double unit = unit(squares);
        return unit == 1 ? Math.sqrt(squares) : unit * Math.sqrt(squares(gradients, 1 / unit));
    }

    /// 1 unless the sum has overflowed or may have lost digits below; powers of 2, so that scaling is exact.
    private static double unit(double squares) {
        return squares == Double.POSITIVE_INFINITY ? 0x1p600 : squares < 0x1p-900 ? 0x1p-600 : 1;
    }

    private static double squares(List<Tensor> gradients, double scale) {
        double sum = 0;
        for (int i = 0; i < gradients.size(); i++) {
            Tensor gradient = gradients.get(i);
            sum = addSquares(gradient.values(), gradient.size(), scale, sum);
        }
        return sum;
    }

    private static double addSquares(double[] g, int n, double scale, double sum) {
        for (int i = 0; i < n; i++) {
            double value = scale * g[i];
            sum = Math.fma(value, value, sum);
        }
        return sum;
    }
}
