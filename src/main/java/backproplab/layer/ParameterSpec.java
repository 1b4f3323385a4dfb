package backproplab.layer;

import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// One trained tensor of a layer.
///
/// @param name the name in files, such as `weights`
/// @param role decides about weight decay and about updates of weights only
/// @param fanIn how many inputs each output sums over
/// @param fanOut how many outputs each input takes part in
/// @param start where training starts from, when that is not drawn by an initializer; not to be changed
public record ParameterSpec(String name, Shape shape, Role role, int fanIn, int fanOut, Optional<Tensor> start) {
    public enum Role {
        WEIGHTS,
        BIAS,
        /// Neither: a learned slope, a learned scale. Does not decay unless everything does.
        OTHER
    }

    /// Drawn by the layer's initializer.
    public static ParameterSpec weights(String name, Shape shape, int fanIn, int fanOut) {
        return new ParameterSpec(name, shape, Role.WEIGHTS, fanIn, fanOut, Optional.empty());
    }

    /// Drawn by the layer's bias initializer, which is zero unless a file says otherwise.
    public static ParameterSpec bias(String name, Shape shape, int fanIn, int fanOut) {
        return new ParameterSpec(name, shape, Role.BIAS, fanIn, fanOut, Optional.empty());
    }

    /// A bias or another parameter that starts from the same numbers in every network.
    public static ParameterSpec fixedStart(String name, Role role, Tensor start) {
        return new ParameterSpec(name, start.shape(), role, 1, 1, Optional.of(start));
    }
}
