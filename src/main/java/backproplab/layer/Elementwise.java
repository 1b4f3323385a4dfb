package backproplab.layer;

import backproplab.activation.Activation;
import backproplab.activation.Sigmoid;
import backproplab.loss.Link;
import backproplab.tensor.Tensor;

import java.util.BitSet;
import java.util.Optional;

/// `a = f(z)` for each element; backward `∂L/∂z += ∂L/∂a · f′(z)`, with f′ taken at z.
public record Elementwise(Activation activation) implements OutputFunction {
    @Override
    public Optional<Activation> elementwise() {
        return Optional.of(activation);
    }

    @Override
    public Optional<Link> link() {
        return activation instanceof Sigmoid ? Optional.of(Link.SIGMOID) : Optional.empty();
    }

    @Override
    public void forward(LayerForward pass) {
        Tensor a = pass.output();
        activation.values(pass.input(0).values(), a.values(), 0, pass.samples() * a.rowSize());
    }

    @Override
    public void update(LayerForward pass, Changes changes) {
        double[] z = pass.input(0).values();
        double[] a = pass.output().values();
        BitSet changed = changes.inputs().getFirst();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            a[i] = activation.value(z[i]);
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dz = pass.inputGradient(0);
        if (dz == null) {
            return;
        }
        double[] z = pass.input(0).values();
        activation.addGradients(z, pass.outputGradient().values(), dz.values(), 0, pass.samples() * dz.rowSize());
    }
}
