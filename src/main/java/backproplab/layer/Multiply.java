package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;

/// `z = x₁ · x₂ · …`, element by element, for two or more inputs of one shape: what a gate does.
///
/// Backward: `∂L/∂xᵢ += ∂L/∂z · Π xⱼ` over all others, multiplied out rather than divided, so that a zero stays right.
/// An input that comes twice gets the sum of both, `2·x·∂L/∂z`.
public record Multiply() implements Layer {
    static final Entry<Layer> ENTRY =
            Entry.plain("multiply", "Multiply", "z = x₁ · x₂ · …, element by element, like a gate", new Multiply());

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public Fit fit(List<Shape> inputs) {
        return Joining.fitEqual(inputs);
    }

    @Override
    public void forward(LayerForward pass) {
        double[] z = pass.output().values();
        int n = pass.samples() * pass.output().rowSize();
        for (int i = 0; i < n; i++) {
            double product = pass.input(0).values()[i];
            for (int k = 1; k < pass.inputCount(); k++) {
                product *= pass.input(k).values()[i];
            }
            z[i] = product;
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        double[] dz = pass.outputGradient().values();
        int n = pass.samples() * pass.outputGradient().rowSize();
        for (int k = 0; k < pass.inputCount(); k++) {
            Tensor dx = pass.inputGradient(k);
            if (dx != null) {
                for (int i = 0; i < n; i++) {
                    dx.values()[i] += timesOthers(pass, dz[i], k, i);
                }
            }
        }
    }

    private static double timesOthers(LayerBackward pass, double arriving, int input, int element) {
        double product = arriving;
        for (int k = 0; k < pass.inputCount(); k++) {
            if (k != input) {
                product *= pass.input(k).values()[element];
            }
        }
        return product;
    }
}
