package backproplab.backprop;

import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that one pass computed, from the inputs to the updated parameters and the loss after them: copies of
/// the engine's own numbers, see [TraceRecorder]. All tensors have the samples in front.
///
/// @param step the number of the training step that the pass would be
/// @param layers in the order of computation
/// @param loss before the update
/// @param parameters in the order of computation
/// @param lossAfter the same samples, after the update
public record BackwardTrace(
        long step,
        Map<String, Tensor> inputs,
        Map<String, Tensor> targets,
        List<LayerTrace> layers,
        double loss,
        List<ParameterTrace> parameters,
        double lossAfter) {

    /// One layer.
    ///
    /// @param inputs the names of what feeds it
    /// @param z pre-activations
    /// @param a activations
    /// @param slope `f′(z)`, where the function is elementwise
    /// @param arriving `∂L/∂a`; absent where the loss is fused with the layer's function, which gives δ directly
    /// @param delta `δ = ∂L/∂z`
    public record LayerTrace(
            String name,
            List<String> inputs,
            Tensor z,
            Tensor a,
            Optional<Tensor> slope,
            Optional<Tensor> arriving,
            Tensor delta) {}

    /// One trained tensor.
    public record ParameterTrace(Parameters.Key key, Tensor before, Tensor gradient, Tensor after) {}

    public LayerTrace layer(String name) {
        return layers.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the trace has no layer `%s`".formatted(name)));
    }

    public ParameterTrace parameter(Parameters.Key key) {
        return parameters.stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the trace has no parameter `%s`".formatted(key)));
    }
}
