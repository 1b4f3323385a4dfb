package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.loss.Link;
import backproplab.tensor.Kernels;
import backproplab.tensor.LogSumExp;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// `aₖ = exp(zₖ) / Σⱼ exp(zⱼ)` over the last axis, computed with the largest z subtracted.
///
/// Backward, with `s = Σⱼ aⱼ · ∂L/∂aⱼ`: `∂L/∂zₖ += aₖ · (∂L/∂aₖ − s)`.
public record Softmax() implements OutputFunction {
    static final Entry<OutputFunction> ENTRY =
            Entry.plain(
                    "softmax", "Softmax", "aₖ = exp(zₖ) / Σ exp(zⱼ): positive outputs that sum to 1", new Softmax());

    @Override
    public Optional<Link> link() {
        return Optional.of(Link.SOFTMAX);
    }

    @Override
    public void forward(LayerForward pass) {
        double[] z = pass.input(0).values();
        double[] a = pass.output().values();
        int n = pass.output().shape().last();
        int end = pass.samples() * pass.output().rowSize();
        for (int from = 0; from < end; from += n) {
            double max = z[LogSumExp.largest(z, from, n)];
            for (int k = from; k < from + n; k++) {
                a[k] = z[k] - max;
            }
        }
        Kernels.exp(a, a, 0, end);
        for (int from = 0; from < end; from += n) {
            double sum = 0;
            for (int k = from; k < from + n; k++) {
                sum += a[k];
            }
            for (int k = from; k < from + n; k++) {
                a[k] /= sum;
            }
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor gradient = pass.inputGradient(0);
        if (gradient == null) {
            return;
        }
        double[] dz = gradient.values();
        double[] a = pass.output().values();
        double[] da = pass.outputGradient().values();
        int n = pass.output().shape().last();
        int end = pass.samples() * pass.output().rowSize();
        for (int from = 0; from < end; from += n) {
            double sum = 0;
            for (int k = from; k < from + n; k++) {
                sum = Math.fma(a[k], da[k], sum);
            }
            for (int k = from; k < from + n; k++) {
                dz[k] += a[k] * (da[k] - sum);
            }
        }
    }
}
