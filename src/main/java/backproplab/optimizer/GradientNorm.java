package backproplab.optimizer;

import backproplab.tensor.Tensor;

import java.util.List;

/// `‖g‖₂ = √Σ gᵢ²`, of one array or of all parameters together.
///
/// The order of summation is fixed, so that every machine gives the same bits: in each array four sums side by side, of
/// every fourth square each. One sum alone would have to wait for every addition and take four times as long.
///
/// Squares overflow from 1e154 on, where an exploding gradient is still finite, and vanish under 1e-162, where a
/// vanishing one is not yet 0. In both cases they are added again in a unit that fits.
public final class GradientNorm {
    private GradientNorm() {}

    /// Of the first `n` numbers.
    public static double of(double[] g, int n) {
        double squares = squares(g, n, 1);
        double unit = unit(squares);
        return unit == 1 ? Math.sqrt(squares) : unit * Math.sqrt(squares(g, n, 1 / unit));
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
            sum += squares(gradient.values(), gradient.size(), scale);
        }
        return sum;
    }

    /// `Σ (scale · gᵢ)²`
    private static double squares(double[] g, int n, double scale) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            sum0 = addSquare(scale * g[i], sum0);
            sum1 = addSquare(scale * g[i + 1], sum1);
            sum2 = addSquare(scale * g[i + 2], sum2);
            sum3 = addSquare(scale * g[i + 3], sum3);
        }
        for (; i < n; i++) {
            sum0 = addSquare(scale * g[i], sum0);
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    private static double addSquare(double x, double sum) {
        return Math.fma(x, x, sum);
    }
}
