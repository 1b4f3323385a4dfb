package backproplab.network;

import backproplab.initializer.Initializer;
import backproplab.initializer.XavierUniform;
import backproplab.initializer.Zeros;
import backproplab.layer.Layer;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;

import java.util.List;
import java.util.Optional;

/// One named layer of a network: `z = layer(inputs)`, `a = function(z)`.
///
/// @param inputs the names of the layers or inputs that feed it
/// @param function what stands in files as `activation`; the identity when there is none
/// @param initializer draws the weights
/// @param biasInitializer draws the biases
/// @param sharedWith the layer whose parameters and state this one uses instead of having its own; it then is of the same
///         type, with the same settings and the same function ([NetworkDescription] sees to it)
public record LayerDescription(
        String name,
        Layer layer,
        OutputFunction function,
        List<String> inputs,
        Initializer initializer,
        Initializer biasInitializer,
        Optional<String> sharedWith) {
    public static final Initializer STANDARD_INITIALIZER = new XavierUniform(1);
    public static final Initializer STANDARD_BIAS_INITIALIZER = new Zeros();

    public LayerDescription {
        inputs = List.copyOf(inputs);
    }

    /// A layer with parameters of its own.
    public LayerDescription(
            String name,
            Layer layer,
            OutputFunction function,
            List<String> inputs,
            Initializer initializer,
            Initializer biasInitializer) {
        this(name, layer, function, inputs, initializer, biasInitializer, Optional.empty());
    }

    /// A layer without activation and with the standard initializers.
    public static LayerDescription of(String name, Layer layer, String... inputs) {
        return new LayerDescription(
                name,
                layer,
                OutputFunctions.IDENTITY,
                List.of(inputs),
                STANDARD_INITIALIZER,
                STANDARD_BIAS_INITIALIZER);
    }

    public LayerDescription with(OutputFunction changed) {
        return new LayerDescription(name, layer, changed, inputs, initializer, biasInitializer, sharedWith);
    }

    public LayerDescription with(Layer changed) {
        return new LayerDescription(name, changed, function, inputs, initializer, biasInitializer, sharedWith);
    }

    public LayerDescription with(Initializer changed) {
        return new LayerDescription(name, layer, function, inputs, changed, biasInitializer, sharedWith);
    }

    public LayerDescription withBiasInitializer(Initializer changed) {
        return new LayerDescription(name, layer, function, inputs, initializer, changed, sharedWith);
    }

    /// The same layer with the parameters, the type and the function of `other`.
    public LayerDescription sharing(LayerDescription other) {
        return new LayerDescription(
                name,
                other.layer,
                other.function,
                inputs,
                other.initializer,
                other.biasInitializer,
                Optional.of(other.name));
    }

    /// Under whose name its parameters and its state stand.
    public String owner() {
        return sharedWith.orElse(name);
    }
}
