package backproplab.layer;

import backproplab.catalog.Setting;
import backproplab.tensor.Kernels;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What all recurrent layers have in common: settings, buffers for every step, and the products with the weights.
///
/// A row is one step of one sample: `sample · steps + step`. Steps of different samples do not touch each other.
final class Unrolled {
    static final Setting.Whole UNITS =
            Setting.whole("units", 1, 1, 65_536, "how many numbers the layer carries from step to step");
    static final Setting.Choice<Recurrent.Steps> RETURN =
            Setting.choice(
                    "return",
                    Recurrent.Steps.LAST,
                    "last: the state after the last step; sequence: that of every step");
    static final Setting.Choice<Recurrent.Biases> BIASES =
            Setting.choice(
                    "biases",
                    Recurrent.Biases.TWO,
                    "two: one bias beside the input's weights and one beside the state's; one: the first; none");

    /// hₜ₋₁
    static final int BEFORE = 0;

    /// hₜ
    static final int HIDDEN = 1;

    /// `∂L/∂hₜ`
    static final int HIDDEN_GRADIENT = 2;

    /// pₜ = b_ih + W_ih·xₜ
    static final int INPUT_PART = 3;

    /// qₜ = b_hh + W_hh·hₜ₋₁
    static final int STATE_PART = 4;

    /// `∂L/∂pₜ`
    static final int INPUT_PART_GRADIENT = 5;

    /// The first cache that belongs to the layer type.
    static final int OWN = 6;

    private static final int W_IH = 0;
    private static final int W_HH = 1;
    private static final int B_IH = 2;
    private static final int B_HH = 3;

    private Unrolled() {}

    /// Of a layer whose functions are inside: it takes none at its output.
    static Optional<Fit.Refused> refusalOfAny(OutputFunction function) {
        return function.equals(OutputFunctions.IDENTITY)
                ? Optional.empty()
                : Optional.of(
                        new Fit.Refused(
                                "no activation, since sigmoid and tanh are inside, got `%s`"
                                        .formatted(OutputFunctions.describe(function).id()),
                                "leave it out, or put an `activation` layer behind"));
    }

    /// The shared buffers, then `own` ones.
    static List<CacheSpec> caches(Recurrent layer, List<Shape> inputs, CacheSpec... own) {
        CacheSpec state = perStep(inputs, layer.units());
        CacheSpec gates = perStep(inputs, layer.gates() * layer.units());
        List<CacheSpec> caches = new ArrayList<>(List.of(state, state, state, gates, gates, gates));
        caches.addAll(List.of(own));
        return caches;
    }

    /// So many numbers for each step.
    static CacheSpec perStep(List<Shape> inputs, int count) {
        return CacheSpec.perSample(Shape.of(inputs.getFirst().size(0), count));
    }

    static StepNumbers numbers(
            LayerForward pass,
            Tensor statePartGradient,
            Tensor sums,
            Tensor gates,
            Optional<StepNumbers.Memory> memory) {
        return new StepNumbers(
                pass.cache(BEFORE),
                pass.cache(HIDDEN),
                pass.cache(HIDDEN_GRADIENT),
                pass.cache(INPUT_PART),
                pass.cache(STATE_PART),
                pass.cache(INPUT_PART_GRADIENT),
                statePartGradient,
                sums,
                gates,
                memory);
    }

    static int steps(LayerForward pass) {
        return pass.input(0).shape().size(1);
    }

    static int rows(LayerForward pass) {
        return pass.samples() * steps(pass);
    }

    /// pₜ of all steps.
    static void inputPart(Recurrent layer, LayerForward pass) {
        Tensor bias = layer.biases() == Recurrent.Biases.NONE ? null : pass.parameter(B_IH);
        Kernels.affine(pass.input(0), pass.parameter(W_IH), bias, pass.cache(INPUT_PART), rows(pass));
    }

    /// hₜ₋₁ and qₜ of one step, when hₜ₋₁ has been computed.
    static void statePart(Recurrent layer, LayerForward pass, int row) {
        Tensor before = pass.cache(BEFORE);
        copyBefore(pass, row, layer.units(), pass.cache(HIDDEN), 1, before);
        Tensor bias = layer.biases() == Recurrent.Biases.TWO ? pass.parameter(B_HH) : null;
        Tensor state = pass.cache(STATE_PART);
        Kernels.affineBlock(before, pass.parameter(W_HH), bias, state, row, row + 1, 0, state.shape().last());
    }

    /// What `carried` held one step before `row`: in the first step what the input `start` gives, or 0.
    static void copyBefore(LayerForward pass, int row, int units, Tensor carried, int start, Tensor before) {
        if (row % steps(pass) > 0) {
            System.arraycopy(carried.values(), (row - 1) * units, before.values(), row * units, units);
        } else if (pass.inputCount() > start) {
            int sample = row / steps(pass);
            System.arraycopy(pass.input(start).values(), sample * units, before.values(), row * units, units);
        } else {
            Arrays.fill(before.values(), row * units, (row + 1) * units, 0);
        }
    }

    /// Carries the steps that are put out from `all` to `output`.
    static void putOut(Recurrent layer, LayerForward pass, Tensor all, Tensor output) {
        int units = layer.units();
        if (layer.return_() == Recurrent.Steps.SEQUENCE) {
            System.arraycopy(all.values(), 0, output.values(), 0, rows(pass) * units);
            return;
        }
        int steps = steps(pass);
        for (int s = 0; s < pass.samples(); s++) {
            System.arraycopy(all.values(), ((s + 1) * steps - 1) * units, output.values(), s * units, units);
        }
    }

    /// The other way: `output` into the steps that are put out, 0 into the others.
    static void takeIn(Recurrent layer, LayerForward pass, Tensor output, Tensor all) {
        int units = layer.units();
        if (layer.return_() == Recurrent.Steps.SEQUENCE) {
            System.arraycopy(output.values(), 0, all.values(), 0, rows(pass) * units);
            return;
        }
        int steps = steps(pass);
        Arrays.fill(all.values(), 0, rows(pass) * units, 0);
        for (int s = 0; s < pass.samples(); s++) {
            System.arraycopy(output.values(), s * units, all.values(), ((s + 1) * steps - 1) * units, units);
        }
    }

    /// `∂L/∂hₜ₋₁ += W_hhᵀ · ∂L/∂qₜ` of one step; of the first one into what gives h₀, if anybody asks.
    static void addToStateBefore(LayerBackward pass, int row, Tensor statePartGradient) {
        Tensor into = gradientBefore(pass, row, pass.cache(HIDDEN_GRADIENT), 1);
        if (into != null) {
            int steps = steps(pass);
            int intoRow = row % steps > 0 ? row - 1 : row / steps;
            Kernels.addRowTimes(statePartGradient, row, pass.parameter(W_HH), into, intoRow);
        }
    }

    /// Where the gradient of what was carried into `row` is collected; null when nobody asks.
    static @Nullable Tensor gradientBefore(LayerBackward pass, int row, Tensor carriedGradient, int start) {
        if (row % steps(pass) > 0) {
            return carriedGradient;
        }
        return pass.inputCount() > start ? pass.inputGradient(start) : null;
    }

    /// The index in [#gradientBefore] of unit 0.
    static int indexBefore(LayerForward pass, int row, int units) {
        int steps = steps(pass);
        return (row % steps > 0 ? row - 1 : row / steps) * units;
    }

    /// The gradients of the weights, the biases and the sequence, from `∂L/∂pₜ` and `∂L/∂qₜ` of all steps.
    static void addGradients(Recurrent layer, LayerBackward pass, Tensor statePartGradient) {
        int rows = rows(pass);
        Tensor inputPartGradient = pass.cache(INPUT_PART_GRADIENT);
        Kernels.addTransposeTimes(inputPartGradient, pass.input(0), pass.gradient(W_IH), rows);
        Kernels.addTransposeTimes(statePartGradient, pass.cache(BEFORE), pass.gradient(W_HH), rows);
        if (layer.biases() != Recurrent.Biases.NONE) {
            Kernels.addColumnSums(inputPartGradient, pass.gradient(B_IH), rows);
        }
        if (layer.biases() == Recurrent.Biases.TWO) {
            Kernels.addColumnSums(statePartGradient, pass.gradient(B_HH), rows);
        }
        Tensor dx = pass.inputGradient(0);
        if (dx != null) {
            Kernels.addTimes(inputPartGradient, pass.parameter(W_IH), dx, rows);
        }
    }
}
