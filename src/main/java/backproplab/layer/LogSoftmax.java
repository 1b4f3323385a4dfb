package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.loss.Link;
import backproplab.tensor.Elementary;
import backproplab.tensor.LogSumExp;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// `aₖ = zₖ − ln Σⱼ exp(zⱼ)` over the last axis: the logarithm of softmax, finite where softmax is 0.
///
/// Backward, with `s = Σⱼ ∂L/∂aⱼ`: `∂L/∂zₖ += ∂L/∂aₖ − exp(aₖ) · s`.
public record LogSoftmax() implements OutputFunction {
    static final Entry<OutputFunction> ENTRY =
            Entry.plain(
                    "log_softmax", "Log-softmax", "aₖ = zₖ − ln Σ exp(zⱼ): the logarithm of softmax", new LogSoftmax());

    @Override
    public Optional<Link> link() {
        return Optional.of(Link.LOG_SOFTMAX);
    }

    @Override
    public void forward(LayerForward pass) {
        double[] z = pass.input(0).values();
        double[] a = pass.output().values();
        int n = pass.output().shape().last();
        int end = pass.samples() * pass.output().rowSize();
        for (int from = 0; from < end; from += n) {
            int largest = LogSumExp.largest(z, from, n);
            double logSum = Elementary.log1p(LogSumExp.rest(z, from, n, largest));
            for (int k = from; k < from + n; k++) {
                a[k] = (z[k] - z[largest]) - logSum;
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
                sum += da[k];
            }
            for (int k = from; k < from + n; k++) {
                dz[k] += da[k] - Elementary.exp(a[k]) * sum;
            }
        }
    }
}
