package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/// Inverted dropout: in a training pass `y = x · m / (1 − p)`, with a mask m that is 0 with probability p and 1 otherwise,
/// for each number of each sample; in evaluation `y = x`. The factor keeps the mean of y at x, so that nothing has to be
/// scaled in evaluation. Backward `∂L/∂x += ∂L/∂y · m / (1 − p)`. Takes every shape.
///
/// The mask follows from the seed, the name of the layer and the number of the step, and from nothing else: a trace, a
/// gradient check and a step that is made again have the same one. It is drawn sample by sample in row-major order, one
/// number of the stream each. Instead it may be given (1 keeps, 0 drops), and then holds in every training pass: in one row
/// for all samples as state `mask` `[1, …]`, or as a second input, which has a row for each sample and gets no gradient.
///
/// Reference: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, *Dropout: A Simple Way to Prevent Neural Networks
/// from Overfitting*, 2014.
public record Dropout(double p) implements Keeping {
    private static final int MASK = 0;
    private static final int FACTOR = 0;

    private static final Setting.Real P =
            Setting.real("p", 0.5, 0, 0.999, "the share of numbers that a training step sets to 0");

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "dropout",
                    "Dropout",
                    "y = x·m/(1 − p): a training step leaves out numbers at random",
                    List.of(P),
                    it -> new Dropout(it.real(P)));

    public Dropout {
        P.check(p);
    }

    @Override
    public Fit fit(List<Shape> inputs) {
        boolean hasMask = inputs.size() == 2 && inputs.getLast().equals(inputs.getFirst());
        return hasMask
                ? new Fit.Output(inputs.getFirst())
                : Fit.single(inputs).orElseGet(() -> new Fit.Output(inputs.getFirst()));
    }

    @Override
    public List<StateSpec> state(List<Shape> inputs) {
        return List.of(StateSpec.given("mask", inputs.getFirst()));
    }

    @Override
    public List<CacheSpec> caches(List<Shape> inputs) {
        return List.of(CacheSpec.perSample(inputs.getFirst()));
    }

    @Override
    public void forward(LayerForward pass) {
        double[] x = pass.input(0).values();
        double[] y = pass.output().values();
        double[] factor = pass.cache(FACTOR).values();
        int n = pass.samples() * pass.output().rowSize();
        fillFactors(pass, factor, n);
        for (int i = 0; i < n; i++) {
            y[i] = x[i] * factor[i];
        }
    }

    /// `m / (1 − p)`, or 1 in evaluation.
    private void fillFactors(LayerForward pass, double[] factor, int n) {
        Tensor given = pass.inputCount() > 1 ? pass.input(1) : pass.givenState(MASK);
        RandomGenerator random = pass.training() && given == null ? pass.random() : null;
        double kept = 1 / (1 - p);
        for (int i = 0; i < n; i++) {
            factor[i] = pass.training() ? mask(given, random, i) * kept : 1;
        }
    }

    private double mask(@Nullable Tensor given, @Nullable RandomGenerator random, int i) {
        if (given != null) {
            return given.get(i % given.size());
        }
        return random == null || random.nextDouble() >= p ? 1 : 0;
    }

    /// `m / (1 − p)`
    @Override
    public Tensor kept(LayerForward pass) {
        return pass.cache(FACTOR);
    }

    /// With the mask that the forward pass has drawn.
    @Override
    public void update(LayerForward pass, Changes changes) {
        double[] x = pass.input(0).values();
        double[] y = pass.output().values();
        double[] factor = pass.cache(FACTOR).values();
        BitSet changed = changes.inputs().getFirst();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            y[i] = x[i] * factor[i];
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dx = pass.inputGradient(0);
        if (dx == null) {
            return;
        }
        double[] dy = pass.outputGradient().values();
        double[] factor = pass.cache(FACTOR).values();
        int n = pass.samples() * dx.rowSize();
        for (int i = 0; i < n; i++) {
            dx.values()[i] = Math.fma(dy[i], factor[i], dx.values()[i]);
        }
    }
}
