package backproplab.layer;

import backproplab.activation.Tanh;
import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;

/// Gated recurrent unit, PyTorch's, which resets after the product. With `p = W_ih·xₜ + b_ih` and `q = W_hh·hₜ₋₁ + b_hh` in
/// three blocks of rows, in this order:
/// - `r = σ(p_r + q_r)`, `u = σ(p_z + q_z)`: reset gate, update gate (`z` in PyTorch; here z is the pre-activation)
/// - `n = tanh(p_n + r·q_n)`: the candidate
/// - `hₜ = (1 − u)·n + u·hₜ₋₁`
///
/// Backward, from the last step to the first, with σ′ and tanh′ taken at their arguments:
/// - `∂L/∂n = ∂L/∂hₜ·(1 − u)`, `∂L/∂p_n = ∂L/∂n·tanh′`, `∂L/∂q_n = ∂L/∂p_n·r`
/// - `∂L/∂p_r = ∂L/∂q_r = ∂L/∂p_n·q_n·σ′`, `∂L/∂p_z = ∂L/∂q_z = ∂L/∂hₜ·(hₜ₋₁ − n)·σ′`
/// - `∂L/∂hₜ₋₁ += ∂L/∂hₜ·u + W_hhᵀ·∂L/∂q`
///
/// `1 − u` is computed as `σ(−(p_z + q_z))`, which keeps its digits where u has rounded to 1. z and a of the layer are both hₜ:
/// its functions are inside, and it takes no `activation`. See [Recurrent] for shapes and sums. Reference: Cho et al.,
/// *Learning Phrase Representations using RNN Encoder–Decoder*, 2014.
public record Gru(int units, Steps return_, Biases biases) implements Recurrent {
    private static final int STATE_PART_GRADIENT = Unrolled.OWN;

    /// r, u, n before their functions.
    private static final int GATE_SUMS = Unrolled.OWN + 1;

    /// r, u, n
    private static final int GATES = Unrolled.OWN + 2;

    private static final List<Part> ROWS = List.of(Part.RESET_GATE, Part.UPDATE_GATE, Part.CANDIDATE);

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "gru",
                    "GRU",
                    "hₜ = (1 − u)·n + u·hₜ₋₁: a gate says how much of the state is kept",
                    List.of(Unrolled.UNITS, Unrolled.RETURN, Unrolled.BIASES),
                    it -> new Gru(it.whole(Unrolled.UNITS), it.choice(Unrolled.RETURN), it.choice(Unrolled.BIASES)));

    public Gru {
        Unrolled.UNITS.check(units);
    }

    @Override
    public List<Part> rows() {
        return ROWS;
    }

    @Override
    public List<String> startNames() {
        return List.of("h0");
    }

    @Override
    public Optional<Fit.Refused> refusal(OutputFunction function) {
        return Unrolled.refusalOfAny(function);
    }

    @Override
    public List<CacheSpec> caches(List<Shape> inputs) {
        CacheSpec gates = Unrolled.perStep(inputs, 3 * units);
        return Unrolled.caches(this, inputs, gates, gates, gates);
    }

    @Override
    public void forward(LayerForward pass) {
        Unrolled.inputPart(this, pass);
        for (int row = 0; row < Unrolled.rows(pass); row++) {
            Unrolled.statePart(this, pass, row);
            step(pass, row);
        }
        Unrolled.putOut(this, pass, pass.cache(Unrolled.HIDDEN), pass.output());
    }

    private void step(LayerForward pass, int row) {
        double[] p = pass.cache(Unrolled.INPUT_PART).values();
        double[] q = pass.cache(Unrolled.STATE_PART).values();
        double[] sums = pass.cache(GATE_SUMS).values();
        double[] gates = pass.cache(GATES).values();
        double[] before = pass.cache(Unrolled.BEFORE).values();
        double[] h = pass.cache(Unrolled.HIDDEN).values();
        int r = row * 3 * units;
        int u = r + units;
        int n = u + units;
        for (int k = 0; k < units; k++) {
            sums[r + k] = p[r + k] + q[r + k];
            sums[u + k] = p[u + k] + q[u + k];
            gates[r + k] = Elementary.sigmoid(sums[r + k]);
            gates[u + k] = Elementary.sigmoid(sums[u + k]);
            sums[n + k] = p[n + k] + gates[r + k] * q[n + k];
            gates[n + k] = Elementary.tanh(sums[n + k]);
            int unit = row * units + k;
            h[unit] = newShare(sums[u + k]) * gates[n + k] + gates[u + k] * before[unit];
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor hiddenGradient = pass.cache(Unrolled.HIDDEN_GRADIENT);
        Tensor stateGradient = pass.cache(STATE_PART_GRADIENT);
        Unrolled.takeIn(this, pass, pass.outputGradient(), hiddenGradient);
        for (int row = Unrolled.rows(pass) - 1; row >= 0; row--) {
            stepBack(pass, row);
            Unrolled.addToStateBefore(pass, row, stateGradient);
        }
        Unrolled.putOut(this, pass, hiddenGradient, pass.outputGradient());
        Unrolled.addGradients(this, pass, stateGradient);
    }

    private void stepBack(LayerBackward pass, int row) {
        double[] q = pass.cache(Unrolled.STATE_PART).values();
        double[] sums = pass.cache(GATE_SUMS).values();
        double[] gates = pass.cache(GATES).values();
        double[] dp = pass.cache(Unrolled.INPUT_PART_GRADIENT).values();
        double[] dq = pass.cache(STATE_PART_GRADIENT).values();
        double[] stateBefore = pass.cache(Unrolled.BEFORE).values();
        double[] dh = pass.cache(Unrolled.HIDDEN_GRADIENT).values();
        Tensor dBefore = Unrolled.gradientBefore(pass, row, pass.cache(Unrolled.HIDDEN_GRADIENT), 1);
        int before = Unrolled.indexBefore(pass, row, units);
        int r = row * 3 * units;
        int u = r + units;
        int n = u + units;
        for (int k = 0; k < units; k++) {
            int unit = row * units + k;
            double kept = newShare(sums[u + k]);
            dp[n + k] = dh[unit] * kept * Tanh.slope(sums[n + k]);
            dq[n + k] = dp[n + k] * gates[r + k];
            dp[r + k] = dp[n + k] * q[n + k] * Elementary.sigmoidSlope(sums[r + k]);
            dq[r + k] = dp[r + k];
            dp[u + k] = dh[unit] * (stateBefore[unit] - gates[n + k]) * Elementary.sigmoidSlope(sums[u + k]);
            dq[u + k] = dp[u + k];
            if (dBefore != null) {
                dBefore.values()[before + k] += dh[unit] * gates[u + k];
            }
        }
    }

    @Override
    public StepNumbers stepNumbers(LayerForward pass) {
        return Unrolled.numbers(
                pass, pass.cache(STATE_PART_GRADIENT), pass.cache(GATE_SUMS), pass.cache(GATES), Optional.empty());
    }

    /// `1 − u`, from what u is the sigmoid of.
    public static double newShare(double updateSum) {
        return Elementary.sigmoid(-updateSum);
    }
}
