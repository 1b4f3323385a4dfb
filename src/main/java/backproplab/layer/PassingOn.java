package backproplab.layer;

import backproplab.tensor.Tensor;

import java.util.BitSet;

/// A layer that hands on the numbers of its only input as they are, in whatever shape: `z = x`, backward
/// `∂L/∂x += ∂L/∂z`.
interface PassingOn extends Layer {
    @Override
    default void forward(LayerForward pass) {
        Tensor z = pass.output();
        System.arraycopy(pass.input(0).values(), 0, z.values(), 0, pass.samples() * z.rowSize());
    }

    @Override
    default void update(LayerForward pass, Changes changes) {
        double[] x = pass.input(0).values();
        double[] z = pass.output().values();
        BitSet changed = changes.inputs().getFirst();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            z[i] = x[i];
        }
    }

    @Override
    default void backward(LayerBackward pass) {
        Tensor dx = pass.inputGradient(0);
        if (dx == null) {
            return;
        }
        double[] dz = pass.outputGradient().values();
        int n = pass.samples() * dx.rowSize();
        for (int i = 0; i < n; i++) {
            dx.values()[i] += dz[i];
        }
    }
}
