package backproplab.layer;

import backproplab.tensor.Kernels;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;

/// A layer that walks through a sequence `[time, features]` and carries a state hₜ, `[units]`, from step to step. It puts
/// out the last one, or all of them, `[time, units]`.
///
/// Parameters, with G gates (1 for an Elman network): `W_ih` `[G·units, features]`, `W_hh` `[G·units, units]`, and none, one
/// or both of the biases `b_ih`, `b_hh` `[G·units]`. At each step
/// - `pₜ = b_ih + W_ih·xₜ`, the input's part, and `qₜ = b_hh + W_hh·hₜ₋₁`, the state's part; what makes hₜ of them is the
///   layer type's own. Each is summed as in [Kernels#affine], then they are added.
///
/// h₀ is 0, or comes as the second input, `[units]` for each sample: given in a file as `state`, or put out by another layer.
///
/// Backward goes through all steps, from the last to the first (backpropagation through time, Werbos, 1990), without
/// truncation. With `∂L/∂pₜ` and `∂L/∂qₜ` of every step:
/// - `∂L/∂W_ih = Σ ∂L/∂pₜ · xₜᵀ`, `∂L/∂b_ih = Σ ∂L/∂pₜ`, `∂L/∂xₜ = W_ihᵀ · ∂L/∂pₜ`
/// - `∂L/∂W_hh = Σ ∂L/∂qₜ · hₜ₋₁ᵀ`, `∂L/∂b_hh = Σ ∂L/∂qₜ`, and `W_hhᵀ · ∂L/∂qₜ` goes on to `∂L/∂hₜ₋₁`
///
/// the sums over samples and steps, steps of one sample first. `∂L/∂hₜ` of a step that is put out is what arrives from
/// outside and from the step after it; so are `∂L/∂a` and δ of this layer.
public sealed interface Recurrent extends Layer permits Rnn, Lstm, Gru {
    /// Which steps are put out.
    enum Steps {
        LAST,
        SEQUENCE
    }

    /// How many biases each gate has.
    enum Biases {
        TWO,
        ONE,
        NONE
    }

    int units();

    Steps return_();

    Biases biases();

    /// What the weights have [#units] rows each for, block by block.
    List<Part> rows();

    /// How many times [#units] rows the weights have.
    default int gates() {
        return rows().size();
    }

    /// What carries over besides hₜ, in the order of the inputs that give its start; in files fields of `state`.
    List<String> startNames();

    @Override
    default Fit fit(List<Shape> inputs) {
        int most = 1 + startNames().size();
        if (inputs.isEmpty() || inputs.size() > most) {
            return new Fit.Refused(
                    "one sequence, and at most %s besides, got %d inputs"
                            .formatted(String.join(" and ", startNames()), inputs.size()),
                    "put a `concat` or `add` layer before it");
        }
        Shape sequence = inputs.getFirst();
        if (sequence.rank() != 2) {
            return new Fit.Refused(
                    "a sequence [time, features], got " + sequence,
                    "give samples of this shape; of a recurrent layer before it take \"return\": \"sequence\"");
        }
        for (Shape start : inputs.subList(1, inputs.size())) {
            if (!start.equals(Shape.of(units()))) {
                return new Fit.Refused(
                        "a start of shape %s, got %s".formatted(Shape.of(units()), start),
                        "give one number for each of its units");
            }
        }
        return new Fit.Output(return_() == Steps.LAST ? Shape.of(units()) : Shape.of(sequence.size(0), units()));
    }

    @Override
    default List<ParameterSpec> parameters(List<Shape> inputs) {
        int in = inputs.getFirst().last();
        int rows = gates() * units();
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.add(ParameterSpec.weights("W_ih", Shape.of(rows, in), in, units()));
        parameters.add(ParameterSpec.weights("W_hh", Shape.of(rows, units()), units(), units()));
        if (biases() != Biases.NONE) {
            parameters.add(ParameterSpec.bias("b_ih", Shape.of(rows), in, units()));
        }
        if (biases() == Biases.TWO) {
            parameters.add(ParameterSpec.bias("b_hh", Shape.of(rows), units(), units()));
        }
        return parameters;
    }

    /// What it computed at every step of the last pass.
    StepNumbers stepNumbers(LayerForward pass);

    /// hₜ of every step of the last forward pass, `[capacity, time, units]`.
    default Tensor hidden(LayerForward pass) {
        return pass.cache(Unrolled.HIDDEN);
    }

    /// `∂L/∂hₜ` of every step of the last backward pass, `[capacity, time, units]`.
    default Tensor hiddenGradient(LayerForward pass) {
        return pass.cache(Unrolled.HIDDEN_GRADIENT);
    }
}
