package backproplab.network;

import backproplab.initializer.Initializer;
import backproplab.initializer.XavierUniform;
import backproplab.initializer.Zeros;
import backproplab.layer.Layer;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;

import java.util.List;

/// One named layer of a network: `z = layer(inputs)`, `a = function(z)`.
///
/// @param inputs the names of the layers or inputs that feed it
/// @param function what stands in files as `activation`; the identity when there is none
/// @param initializer draws the weights
/// @param biasInitializer draws the biases
public record LayerDescription(
        String name,
        Layer layer,
        OutputFunction function,
        List<String> inputs,
        Initializer initializer,
        Initializer biasInitializer) {
    public static final Initializer STANDARD_INITIALIZER = new XavierUniform(1);
    public static final Initializer STANDARD_BIAS_INITIALIZER = new Zeros();

    public LayerDescription {
        inputs = List.copyOf(inputs);
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
        return new LayerDescription(name, layer, changed, inputs, initializer, biasInitializer);
    }

    public LayerDescription with(Layer changed) {
        return new LayerDescription(name, changed, function, inputs, initializer, biasInitializer);
    }

    public LayerDescription with(Initializer changed) {
        return new LayerDescription(name, layer, function, inputs, changed, biasInitializer);
    }

    public LayerDescription withBiasInitializer(Initializer changed) {
        return new LayerDescription(name, layer, function, inputs, initializer, changed);
    }
}
