package backproplab.layer;

import backproplab.tensor.Tensor;

import java.util.Optional;

/// What a recurrent layer computed at every step of a pass: each `[samples, time, …]`, the last axis as long as the units,
/// or as the rows of the weights (all gates). The layer's own buffers, so who keeps them takes a [#copy].
///
/// @param before hₜ₋₁
/// @param states hₜ
/// @param gradients `∂L/∂hₜ`, all that arrives at the step
/// @param inputPart `p = b_ih + W_ih·xₜ`
/// @param statePart `q = b_hh + W_hh·hₜ₋₁`
/// @param inputPartGradient `∂L/∂p`
/// @param statePartGradient `∂L/∂q`, the same tensor where it is the same
/// @param sums what p and q come to: z, or the gates before their functions
/// @param gates the gates; of an Elman network the states
/// @param memory of an LSTM
public record StepNumbers(
        Tensor before,
        Tensor states,
        Tensor gradients,
        Tensor inputPart,
        Tensor statePart,
        Tensor inputPartGradient,
        Tensor statePartGradient,
        Tensor sums,
        Tensor gates,
        Optional<Memory> memory) {

    /// The cell of an LSTM.
    ///
    /// @param before cₜ₋₁
    /// @param cells cₜ
    /// @param tanh `tanh(cₜ)`
    /// @param gradients `∂L/∂cₜ`
    public record Memory(Tensor before, Tensor cells, Tensor tanh, Tensor gradients) {
        Memory copy() {
            return new Memory(before.copy(), cells.copy(), tanh.copy(), gradients.copy());
        }
    }

    public StepNumbers copy() {
        return new StepNumbers(
                before.copy(),
                states.copy(),
                gradients.copy(),
                inputPart.copy(),
                statePart.copy(),
                inputPartGradient.copy(),
                statePartGradient.copy(),
                sums.copy(),
                gates.copy(),
                memory.map(Memory::copy));
    }

    public int steps() {
        return states.shape().size(1);
    }

    public int units() {
        return states.shape().size(2);
    }
}
