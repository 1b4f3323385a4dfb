package backproplab.backprop;

import backproplab.activation.Relu;
import backproplab.layer.Elementwise;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;

import java.util.ArrayList;
import java.util.List;

/// What the gradients of a pass are with each convention for ReLU′(0), all ReLUs of the network alike: 0 (most
/// programs), ½ (the mean of both slopes, as a central difference has it) and 1.
///
/// The loss is the same with all three. Only numbers that act through a unit with z = 0 differ.
public final class ReluConventions {
    private static final List<Double> AT_ZERO = List.of(0.0, 0.5, 1.0);

    private final List<Gradients> gradients = new ArrayList<>();

    /// One convention, and what a gradient is with it.
    public record Convention(double atZero, double gradient) {}

    /// @param pass that was run; copied
    ReluConventions(BackwardPass pass) {
        for (double atZero : AT_ZERO) {
            NetworkDescription description = pass.network().description();
            BackwardPass other =
                    new BackwardPass(
                            PassCopy.network(
                                    pass,
                                    new NetworkDescription(
                                            description.inputs(),
                                            description.layers().stream().map(it -> with(atZero, it)).toList())),
                            pass.objective().terms(),
                            false);
            PassCopy.copyTargets(pass, other.objective());
            other.forward(
                    pass.network().samples(), pass.network().training(), pass.network().step(), PassListener.NONE);
            other.backward(PassListener.NONE);
            gradients.add(other.gradients());
        }
    }

    private static LayerDescription with(double atZero, LayerDescription layer) {
        boolean isRelu = layer.function() instanceof Elementwise(Relu _);
        return isRelu ? layer.with(OutputFunctions.of(new Relu(atZero))) : layer;
    }

    /// In ascending order of ReLU′(0).
    public List<Convention> of(Parameters.Key key, int index) {
        List<Convention> conventions = new ArrayList<>();
        for (int i = 0; i < AT_ZERO.size(); i++) {
            conventions.add(new Convention(AT_ZERO.get(i), gradients.get(i).of(key).get(index)));
        }
        return conventions;
    }
}
