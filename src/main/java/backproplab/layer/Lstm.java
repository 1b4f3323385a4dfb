package backproplab.layer;

import backproplab.activation.Tanh;
import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Long short-term memory: besides hₜ a cell cₜ goes from step to step, which is only multiplied and added to. With
/// `s = W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh` in four blocks of rows, in this order (PyTorch's):
/// - `i = σ(sᵢ)`, `f = σ(s_f)`, `g = tanh(s_g)`, `o = σ(s_o)`: input gate, forget gate, candidate, output gate
/// - `cₜ = f·cₜ₋₁ + i·g`, `hₜ = o·tanh(cₜ)`
///
/// c₀ is 0 or the third input. Backward, from the last step to the first, with σ′ and tanh′ taken at s and c:
/// - `∂L/∂cₜ += ∂L/∂hₜ·o·tanh′(cₜ)`, `∂L/∂s_o = ∂L/∂hₜ·tanh(cₜ)·σ′(s_o)`
/// - `∂L/∂sᵢ = ∂L/∂cₜ·g·σ′(sᵢ)`, `∂L/∂s_f = ∂L/∂cₜ·cₜ₋₁·σ′(s_f)`, `∂L/∂s_g = ∂L/∂cₜ·i·tanh′(s_g)`
/// - `∂L/∂cₜ₋₁ = ∂L/∂cₜ·f`: as long as f is near 1 nothing vanishes along the cell
///
/// z and a of the layer are both hₜ: its functions are inside, and it takes no `activation`. See [Recurrent] for shapes and
/// sums. References: Hochreiter, Schmidhuber, *Long Short-Term Memory*, 1997; Gers, Schmidhuber, Cummins, *Learning to
/// Forget*, 2000, for f.
public record Lstm(int units, Steps return_, Biases biases) implements Recurrent {
    /// s, the gates before their functions.
    private static final int GATE_SUMS = Unrolled.OWN;

    /// i, f, g, o
    private static final int GATES = Unrolled.OWN + 1;

    private static final int CELL_BEFORE = Unrolled.OWN + 2;
    private static final int CELL = Unrolled.OWN + 3;
    private static final int CELL_TANH = Unrolled.OWN + 4;
    private static final int CELL_GRADIENT = Unrolled.OWN + 5;

    private static final List<Part> ROWS = List.of(Part.INPUT_GATE, Part.FORGET_GATE, Part.CANDIDATE, Part.OUTPUT_GATE);

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "lstm",
                    "LSTM",
                    "cₜ = f·cₜ₋₁ + i·g, hₜ = o·tanh(cₜ): a memory with gates",
                    List.of(Unrolled.UNITS, Unrolled.RETURN, Unrolled.BIASES),
                    it -> new Lstm(it.whole(Unrolled.UNITS), it.choice(Unrolled.RETURN), it.choice(Unrolled.BIASES)));

    public Lstm {
        Unrolled.UNITS.check(units);
    }

    @Override
    public List<Part> rows() {
        return ROWS;
    }

    @Override
    public List<String> startNames() {
        return List.of("h0", "c0");
    }

    @Override
    public Optional<Fit.Refused> refusal(OutputFunction function) {
        return Unrolled.refusalOfAny(function);
    }

    @Override
    public List<CacheSpec> caches(List<Shape> inputs) {
        CacheSpec gates = Unrolled.perStep(inputs, 4 * units);
        CacheSpec state = Unrolled.perStep(inputs, units);
        return Unrolled.caches(this, inputs, gates, gates, state, state, state, state);
    }

    @Override
    public void forward(LayerForward pass) {
        Unrolled.inputPart(this, pass);
        for (int row = 0; row < Unrolled.rows(pass); row++) {
            Unrolled.statePart(this, pass, row);
            Unrolled.copyBefore(pass, row, units, pass.cache(CELL), 2, pass.cache(CELL_BEFORE));
            step(pass, row);
        }
        Unrolled.putOut(this, pass, pass.cache(Unrolled.HIDDEN), pass.output());
    }

    private void step(LayerForward pass, int row) {
        double[] p = pass.cache(Unrolled.INPUT_PART).values();
        double[] q = pass.cache(Unrolled.STATE_PART).values();
        double[] sums = pass.cache(GATE_SUMS).values();
        double[] gates = pass.cache(GATES).values();
        int i = row * 4 * units;
        int f = i + units;
        int g = f + units;
        int o = g + units;
        for (int k = i; k < o + units; k++) {
            sums[k] = p[k] + q[k];
            gates[k] = k >= g && k < o ? Elementary.tanh(sums[k]) : Elementary.sigmoid(sums[k]);
        }
        double[] cellBefore = pass.cache(CELL_BEFORE).values();
        double[] cell = pass.cache(CELL).values();
        double[] cellTanh = pass.cache(CELL_TANH).values();
        double[] h = pass.cache(Unrolled.HIDDEN).values();
        for (int k = 0; k < units; k++) {
            int unit = row * units + k;
            cell[unit] = gates[f + k] * cellBefore[unit] + gates[i + k] * gates[g + k];
            cellTanh[unit] = Elementary.tanh(cell[unit]);
            h[unit] = gates[o + k] * cellTanh[unit];
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor hiddenGradient = pass.cache(Unrolled.HIDDEN_GRADIENT);
        Tensor sumGradient = pass.cache(Unrolled.INPUT_PART_GRADIENT);
        Unrolled.takeIn(this, pass, pass.outputGradient(), hiddenGradient);
        Arrays.fill(pass.cache(CELL_GRADIENT).values(), 0, Unrolled.rows(pass) * units, 0);
        for (int row = Unrolled.rows(pass) - 1; row >= 0; row--) {
            stepBack(pass, row);
            Unrolled.addToStateBefore(pass, row, sumGradient);
        }
        Unrolled.putOut(this, pass, hiddenGradient, pass.outputGradient());
        Unrolled.addGradients(this, pass, sumGradient);
    }

    private void stepBack(LayerBackward pass, int row) {
        double[] sums = pass.cache(GATE_SUMS).values();
        double[] gates = pass.cache(GATES).values();
        double[] dSums = pass.cache(Unrolled.INPUT_PART_GRADIENT).values();
        double[] dh = pass.cache(Unrolled.HIDDEN_GRADIENT).values();
        double[] cellBefore = pass.cache(CELL_BEFORE).values();
        double[] cell = pass.cache(CELL).values();
        double[] cellTanh = pass.cache(CELL_TANH).values();
        double[] dc = pass.cache(CELL_GRADIENT).values();
        Tensor dBefore = Unrolled.gradientBefore(pass, row, pass.cache(CELL_GRADIENT), 2);
        int before = Unrolled.indexBefore(pass, row, units);
        int i = row * 4 * units;
        int f = i + units;
        int g = f + units;
        int o = g + units;
        for (int k = 0; k < units; k++) {
            int unit = row * units + k;
            dc[unit] += dh[unit] * gates[o + k] * Tanh.slope(cell[unit]);
            dSums[i + k] = dc[unit] * gates[g + k] * Elementary.sigmoidSlope(sums[i + k]);
            dSums[f + k] = dc[unit] * cellBefore[unit] * Elementary.sigmoidSlope(sums[f + k]);
            dSums[g + k] = dc[unit] * gates[i + k] * Tanh.slope(sums[g + k]);
            dSums[o + k] = dh[unit] * cellTanh[unit] * Elementary.sigmoidSlope(sums[o + k]);
            if (dBefore != null) {
                dBefore.values()[before + k] += dc[unit] * gates[f + k];
            }
        }
    }

    @Override
    public StepNumbers stepNumbers(LayerForward pass) {
        return Unrolled.numbers(
                pass,
                pass.cache(Unrolled.INPUT_PART_GRADIENT),
                pass.cache(GATE_SUMS),
                pass.cache(GATES),
                Optional.of(
                        new StepNumbers.Memory(
                                pass.cache(CELL_BEFORE),
                                pass.cache(CELL),
                                pass.cache(CELL_TANH),
                                pass.cache(CELL_GRADIENT))));
    }
}
