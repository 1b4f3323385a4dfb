package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;

/// Lays its inputs side by side along the last axis, in their order: `[…, n₁]` and `[…, n₂]` become `[…, n₁ + n₂]`. The
/// other axes have to be equal.
///
/// Backward: each input gets its part of `∂L/∂z`.
public record Concat() implements Layer {
    static final Entry<Layer> ENTRY =
            Entry.plain("concat", "Concatenate", "several layers side by side, along the last axis", new Concat());

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public Fit fit(List<Shape> inputs) {
        if (inputs.size() < 2) {
            return Joining.tooFew(inputs);
        }
        Shape first = inputs.getFirst();
        int last = 0;
        for (Shape input : inputs) {
            if (input.rank() == 0 || !input.withLast(1).equals(first.withLast(1))) {
                return new Fit.Refused(
                        "inputs that differ in the last axis only, got %s and %s".formatted(first, input),
                        "bring them to one shape before, for example by a `dense` layer on each");
            }
            last += input.last();
        }
        return new Fit.Output(first.withLast(last));
    }

    @Override
    public void forward(LayerForward pass) {
        double[] z = pass.output().values();
        int width = pass.output().shape().last();
        int rows = rows(pass);
        int offset = 0;
        for (int k = 0; k < pass.inputCount(); k++) {
            Tensor x = pass.input(k);
            int part = x.shape().last();
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x.values(), r * part, z, r * width + offset, part);
            }
            offset += part;
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        double[] dz = pass.outputGradient().values();
        int width = pass.output().shape().last();
        int rows = rows(pass);
        int offset = 0;
        for (int k = 0; k < pass.inputCount(); k++) {
            int part = pass.input(k).shape().last();
            Tensor dx = pass.inputGradient(k);
            if (dx != null) {
                for (int r = 0; r < rows; r++) {
                    for (int i = 0; i < part; i++) {
                        dx.values()[r * part + i] += dz[r * width + offset + i];
                    }
                }
            }
            offset += part;
        }
    }

    private static int rows(LayerForward pass) {
        return pass.samples() * (pass.output().rowSize() / pass.output().shape().last());
    }
}
