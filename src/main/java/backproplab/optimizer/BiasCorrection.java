package backproplab.optimizer;

import backproplab.tensor.Elementary;

/// How much of its full weight a running mean has reached that started at 0: after t updates `1 − βᵗ`.
/// Dividing by it makes the mean unbiased (Kingma, Ba, *Adam*, 2015, section 3).
final class BiasCorrection {
    private BiasCorrection() {}

    /// `1 − βᵗ` for `0 ≤ β < 1`, as `−expm1(t · ln β)`: the same bits on every machine, which `Math.pow` does not
    /// promise, and no digits lost where `βᵗ` is close to 1. Once `βᵗ` is under half an ulp of 1, which it is
    /// from `t · (1 − β) = 40` on since `ln β ≤ −(1 − β)`, the answer is 1 without asking.
    static double reached(double beta, long t) {
        return t * (1 - beta) > 40 ? 1 : -Elementary.expm1(t * Elementary.log(beta));
    }
}
