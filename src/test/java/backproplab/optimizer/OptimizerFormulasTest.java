package backproplab.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Three updates of one weight by every rule, against the same rule written without recursion: a running mean
/// `s ← ρ·s + (1 − ρ)·x` is the weighted sum `(1 − ρ)·Σ ρᵗ⁻ⁱ·xᵢ` of all that went in.
class OptimizerFormulasTest {
    private static final double START = 0.8;
    private static final double[] GRADIENTS = {0.5, -0.2, 0.3};
    private static final double RATE = 0.1;

    @Test
    void sgd() {
        assertUpdates(new Sgd(RATE), 0.5, -0.2, 0.3); // by hand: 0.75, 0.77, 0.74
    }

    @Test
    void momentum() {
        // by hand: v = 0.5, 0.9·0.5 − 0.2 = 0.25, 0.9·0.25 + 0.3 = 0.525
        assertUpdates(new Momentum(RATE, 0.9), 0.5, 0.25, 0.525);
    }

    @Test
    void nesterov() {
        // by hand: g + 0.9·v with the v above
        assertUpdates(new Nesterov(RATE, 0.9), 0.95, 0.025, 0.7725);
    }

    @Test
    void adagrad() {
        // by hand: sums of squares 0.25, 0.29, 0.38
        assertUpdates(
                new Adagrad(RATE, 1e-3),
                0.5 / (Math.sqrt(0.25) + 1e-3),
                -0.2 / (Math.sqrt(0.29) + 1e-3),
                0.3 / (Math.sqrt(0.38) + 1e-3));
    }

    @Test
    void rmsProp() {
        double[] steps = new double[3];
        for (int t = 1; t <= 3; t++) {
            double s = 0.2 * weightedSum(0.8, t, g -> g * g);
            steps[t - 1] = GRADIENTS[t - 1] / (Math.sqrt(s) + 1e-3);
        }
        assertUpdates(new RmsProp(RATE, 0.8, 1e-3), steps);
    }

    @Test
    void adadelta() {
        double eps = 1e-3;
        double[] steps = new double[3];
        for (int t = 1; t <= 3; t++) {
            double s = 0.2 * weightedSum(0.8, t, g -> g * g);
            double d = 0; // of the updates before this one
            for (int i = 1; i < t; i++) {
                d += 0.2 * Math.pow(0.8, t - 1 - i) * steps[i - 1] * steps[i - 1];
            }
            steps[t - 1] = Math.sqrt(d + eps) / Math.sqrt(s + eps) * GRADIENTS[t - 1];
        }
        assertUpdates(new Adadelta(RATE, 0.8, eps), steps);
    }

    @Test
    void adam() {
        double[] steps = new double[3];
        for (int t = 1; t <= 3; t++) {
            steps[t - 1] = mean(0.7, t, g -> g) / (Math.sqrt(mean(0.9, t, g -> g * g)) + 1e-3);
        }
        assertUpdates(new Adam(RATE, 0.7, 0.9, 1e-3), steps);
    }

    @Test
    void adamW() {
        double w = START;
        double[] steps = new double[3];
        for (int t = 1; t <= 3; t++) {
            double adam = mean(0.7, t, g -> g) / (Math.sqrt(mean(0.9, t, g -> g * g)) + 1e-3);
            steps[t - 1] = 0.25 * w + adam;
            w -= RATE * steps[t - 1];
        }
        assertUpdates(new AdamW(RATE, 0.7, 0.9, 1e-3, 0.25), steps);
    }

    @Test
    void adaMax() {
        // by hand: u = 0.501, 0.9·0.501 = 0.4509 > 0.201, 0.81·0.501 = 0.40581 > 0.301
        double[] u = {0.501, 0.4509, 0.40581};
        double[] steps = new double[3];
        for (int t = 1; t <= 3; t++) {
            steps[t - 1] = mean(0.7, t, g -> g) / u[t - 1];
        }
        assertUpdates(new AdaMax(RATE, 0.7, 0.9, 1e-3), steps);
    }

    /// However small the gradient is against eps, and whatever its size.
    @Test
    void theFirstUpdateOfAdamIsTheRateItself() {
        double[] w = {0, 0};
        double[][] slots = OptimizerState.initial(new Adam(RATE, 0.9, 0.999, 1e-8), List.of(2)).slots(0);
        new Adam(RATE, 0.9, 0.999, 1e-8).update(w, new double[] {1000, -1e-3}, slots, 0, 2, 1, false);
        assertEquals(-RATE, w[0], 1e-5 * RATE);
        assertEquals(RATE, w[1], 1e-4 * RATE);
    }

    /// @param steps what the rate is multiplied by in each update
    private static void assertUpdates(Optimizer optimizer, double... steps) {
        double[] w = {START};
        OptimizerState state = OptimizerState.initial(optimizer, List.of(1));
        double expected = START;
        for (int i = 0; i < GRADIENTS.length; i++) {
            optimizer.update(w, new double[] {GRADIENTS[i]}, state.slots(0), 0, 1, state.nextUpdate(), true);
            expected -= RATE * steps[i];
            assertEquals(expected, w[0], 1e-15, "after update " + (i + 1));
        }
    }

    /// `Σ βᵗ⁻ⁱ·x(gᵢ)` for `i = 1 … t`
    private static double weightedSum(double beta, int t, DoubleUnaryOperator x) {
        double sum = 0;
        for (int i = 1; i <= t; i++) {
            sum += Math.pow(beta, t - i) * x.applyAsDouble(GRADIENTS[i - 1]);
        }
        return sum;
    }

    /// The mean of x with the weights `βᵗ⁻ⁱ`: what the bias correction is there for.
    private static double mean(double beta, int t, DoubleUnaryOperator x) {
        return weightedSum(beta, t, x) / weightedSum(beta, t, g -> 1);
    }
}
