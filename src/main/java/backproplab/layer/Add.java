package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;

/// `z = x₁ + x₂ + …`, element by element, for two or more inputs of one shape; the same one may come twice.
///
/// Backward: `∂L/∂xᵢ += ∂L/∂z` for each of them, unchanged. That is why a skip connection keeps a deep network from
/// vanishing: with `z = f(x) + x` the derivative is `f′ + 1`. Reference: He, Zhang, Ren, Sun, *Deep Residual Learning for
/// Image Recognition*, 2016.
public record Add() implements Layer {
    static final Entry<Layer> ENTRY =
            Entry.plain("add", "Add", "z = x₁ + x₂ + …, the sum of several layers of one shape", new Add());

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
            double sum = 0;
            for (int k = 0; k < pass.inputCount(); k++) {
                sum += pass.input(k).values()[i];
            }
            z[i] = sum;
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
                    dx.values()[i] += dz[i];
                }
            }
        }
    }
}
