package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Kernels;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Fully connected: `z = W·x + b` for each sample, `Z = X·Wᵀ + b` for a batch; `X` `[batch, in]`, `W` (`weights`)
/// `[units, in]`, `b` (`bias`) `[units]`, `Z` `[batch, units]`. On `[batch, time, in]` it acts on every time step.
///
/// Backward, given `dZ = ∂L/∂Z` (the loss already divided by the batch size):
/// - `dW = dZᵀ·X`, `[units, in]`
/// - `db = Σ over the batch of dZ`, `[units]`
/// - `dX = dZ·W`, `[batch, in]`
public record Dense(int units, boolean useBias) implements Layer {
    private static final int WEIGHTS = 0;
    private static final int BIAS = 1;

    private static final Setting.Whole UNITS = Setting.whole("units", 1, 1, 65_536, "how many units the layer has");
    private static final Setting.Flag USE_BIAS =
            Setting.flag("use_bias", true, "whether each unit adds a learned number of its own");

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "dense",
                    "Dense",
                    "z = W·x + b: every unit sees every input",
                    List.of(UNITS, USE_BIAS),
                    it -> new Dense(it.whole(UNITS), it.flag(USE_BIAS)));

    public Dense {
        UNITS.check(units);
    }

    public Dense(int units) {
        this(units, true);
    }

    @Override
    public Fit fit(List<Shape> inputs) {
        if (inputs.size() != 1) {
            return new Fit.Refused("one input, got " + inputs.size(), "put a `concat` or `add` layer before it");
        }
        Shape input = inputs.getFirst();
        return input.rank() == 1 || input.rank() == 2
                ? new Fit.Output(input.withLast(units))
                : new Fit.Refused(
                        "a vector [features] or a sequence [time, features], got " + input,
                        "put a `flatten` layer before it");
    }

    @Override
    public List<ParameterSpec> parameters(List<Shape> inputs) {
        int in = inputs.getFirst().last();
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.add(ParameterSpec.weights("weights", Shape.of(units, in), in, units));
        if (useBias) {
            parameters.add(ParameterSpec.bias("bias", Shape.of(units), in, units));
        }
        return parameters;
    }

    @Override
    public void forward(LayerForward pass) {
        Tensor z = pass.output();
        Kernels.affine(pass.input(0), pass.parameter(WEIGHTS), useBias ? pass.parameter(BIAS) : null, z, rows(pass, z));
    }

    /// Rows of Z whose rows of X have changed, and the column of the unit whose weight or bias has.
    @Override
    public void update(LayerForward pass, Changes changes) {
        Tensor x = pass.input(0);
        Tensor z = pass.output();
        Tensor w = pass.parameter(WEIGHTS);
        Tensor b = useBias ? pass.parameter(BIAS) : null;
        int in = w.rowSize();
        BitSet changed = changes.inputs().getFirst();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit((i / in + 1) * in)) {
            Kernels.affineBlock(x, w, b, z, i / in, i / in + 1, 0, units);
        }
        if (changes.parameter() != Changes.NO_PARAMETER) {
            int unit = changes.parameter() == WEIGHTS ? changes.number() / in : changes.number();
            Kernels.affineBlock(x, w, b, z, 0, rows(pass, z), unit, unit + 1);
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dz = pass.outputGradient();
        int rows = rows(pass, dz);
        Tensor x = pass.input(0);
        Tensor dw = pass.gradient(WEIGHTS);
        if (pass.adds(WEIGHTS)) {
            Kernels.addTransposeTimes(dz, x, dw, rows);
        } else {
            Kernels.transposeTimes(dz, x, dw, rows);
        }
        if (useBias) {
            Tensor db = pass.gradient(BIAS);
            if (!pass.adds(BIAS)) {
                db.fill(0);
            }
            Kernels.addColumnSums(dz, db, rows);
        }
        Tensor dx = pass.inputGradient(0);
        if (dx != null && pass.addsToInput(0)) {
            Kernels.addTimes(dz, pass.parameter(WEIGHTS), dx, rows);
        } else if (dx != null) {
            Kernels.times(dz, pass.parameter(WEIGHTS), dx, rows);
        }
    }

    @Override
    public boolean overwritesGradients() {
        return true;
    }

    /// Samples, times the time steps of each.
    private int rows(LayerForward pass, Tensor z) {
        return pass.samples() * (z.rowSize() / units);
    }
}
