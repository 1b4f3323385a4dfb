package backproplab.backprop;

import backproplab.layer.Part;
import backproplab.network.Parameters;

/// One number of a trace: which quantity it is, where it stands in the network, and its value.
public record TraceValue(Quantity quantity, Place place, double value) {
    public enum Quantity {
        /// x of the network's inputs
        INPUT,
        /// t
        TARGET,
        /// z
        PRE_ACTIVATION,
        /// a = f(z)
        ACTIVATION,
        /// μ of a layer that normalises
        MEAN,
        /// s = 1/√(σ² + eps) of a layer that normalises
        INVERSE_DEVIATION,
        /// x̂ = (x − μ)·s
        NORMALISED,
        /// m/(1 − p) of dropout, for one number
        MASK,
        /// ∂z/∂x of a maximum: 1 for the number of a window that has won, 0 for the others
        WON,
        /// 1/n, the share of a number in a mean of n
        SHARE,
        /// what one sample costs by one term of the loss, before the weight and the reduction over the batch
        SAMPLE_LOSS,
        /// L
        LOSS,
        /// what one term of the loss adds to ∂L/∂a, or to δ where it is fused
        LOSS_GRADIENT,
        /// what a layer whose inner working the trace does not open sends back to what feeds it
        SENT_BACK,
        /// ∂L/∂a
        ARRIVING,
        /// f′(z)
        SLOPE,
        /// δ = ∂L/∂z
        DELTA,
        /// ∂L/∂x of the network's inputs
        INPUT_GRADIENT,
        /// w, b or another trained number
        PARAMETER,
        /// ∂f/∂p (z; p) of a learned activation
        PARAMETER_SLOPE,
        /// ∂L/∂w
        GRADIENT,
        /// ∂L/∂w after clipping and penalty
        EFFECTIVE_GRADIENT,
        /// Δw
        CHANGE,
        /// w + Δw
        UPDATED,
        /// L of the same samples after the update
        LOSS_AFTER
    }

    /// Where a number stands. Samples, units and the numbers of a tensor are counted from 0.
    public sealed interface Place {
        /// @param owner a layer or an input
        /// @param unit within the sample, in row-major order where it has several axes
        record Unit(String owner, int sample, int unit) implements Place {}

        /// Inside of a recurrent layer at one time step, whether the layer puts that step out or not.
        ///
        /// @param time from 0; −1 for the state that the sequence starts from
        record Timed(String owner, int sample, int time, Part part, int unit) implements Place {}

        /// One number of a parameter.
        ///
        /// @param index in row-major order: `unit · in + input` of a dense layer's weights
        record Weight(Parameters.Key key, int index) implements Place {}

        /// What the layer `from` sends back to a number of what feeds it.
        record Edge(String from, Unit to) implements Place {}

        /// One term of the loss for one sample.
        record Term(int term, int sample) implements Place {}

        /// The whole pass.
        record Whole() implements Place {}
    }
}
