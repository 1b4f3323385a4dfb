package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;

/// Layer normalisation over the features of one sample (the last axis, `n` of them):
/// `x̂ = (x − μ) / √(σ² + eps)` with the biased variance, `y = γ·x̂ + β`; `γ` (`gamma`), `β` (`beta`) `[n]`.
///
/// Backward, with `g = ∂L/∂y · γ`:
/// - `∂L/∂γ = Σ ∂L/∂y · x̂`, `∂L/∂β = Σ ∂L/∂y` over the batch
/// - `∂L/∂x = (g − mean(g) − x̂ · mean(g·x̂)) / √(σ² + eps)`, the means over the features
///
/// Reference: Ba, Kiros, Hinton, *Layer Normalization*, 2016.
public record LayerNorm(double eps) implements Normalizing {
    private static final int GAMMA = 0;
    private static final int BETA = 1;
    private static final int NORMALISED = 0;
    private static final int INVERSE_DEVIATION = 1;
    private static final int MEAN = 2;

    private static final Setting.Real EPS =
            Setting.positive(
                    "eps",
                    1e-5,
                    1e6,
                    "added to the variance before the root, so that equal features do not divide by 0");

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "layer_norm",
                    "Layer normalisation",
                    "y = γ·(x − μ)/√(σ² + eps) + β over the features of each sample",
                    List.of(EPS),
                    it -> new LayerNorm(it.real(EPS)));

    public LayerNorm {
        EPS.check(eps);
    }

    @Override
    public Fit fit(List<Shape> inputs) {
        return inputs.size() == 1
                ? new Fit.Output(inputs.getFirst())
                : new Fit.Refused("one input, got " + inputs.size(), "put a `concat` or `add` layer before it");
    }

    @Override
    public List<ParameterSpec> parameters(List<Shape> inputs) {
        Tensor ones = Tensor.zeros(inputs.getFirst().last());
        ones.fill(1);
        return List.of(
                ParameterSpec.fixedStart("gamma", ParameterSpec.Role.OTHER, ones),
                ParameterSpec.fixedStart("beta", ParameterSpec.Role.BIAS, Tensor.zeros(inputs.getFirst().last())));
    }

    @Override
    public List<CacheSpec> caches(List<Shape> inputs) {
        Shape input = inputs.getFirst();
        Shape rows = Shape.of(input.elements() / input.last());
        return List.of(CacheSpec.perSample(input), CacheSpec.perSample(rows), CacheSpec.perSample(rows));
    }

    @Override
    public void forward(LayerForward pass) {
        double[] x = pass.input(0).values();
        double[] y = pass.output().values();
        double[] gamma = pass.parameter(GAMMA).values();
        double[] beta = pass.parameter(BETA).values();
        double[] normalised = pass.cache(NORMALISED).values();
        double[] inverseDeviation = pass.cache(INVERSE_DEVIATION).values();
        int n = gamma.length;
        int rows = pass.samples() * pass.output().rowSize() / n;
        for (int r = 0; r < rows; r++) {
            int from = r * n;
            double mean = 0;
            for (int k = 0; k < n; k++) {
                mean += x[from + k];
            }
            mean /= n;
            double variance = 0;
            for (int k = 0; k < n; k++) {
                double d = x[from + k] - mean;
                variance = Math.fma(d, d, variance);
            }
            double inverse = 1 / Math.sqrt(variance / n + eps);
            inverseDeviation[r] = inverse;
            pass.cache(MEAN).set(r, mean);
            for (int k = 0; k < n; k++) {
                normalised[from + k] = (x[from + k] - mean) * inverse;
                y[from + k] = gamma[k] * normalised[from + k] + beta[k];
            }
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        double[] dy = pass.outputGradient().values();
        double[] gamma = pass.parameter(GAMMA).values();
        double[] dGamma = pass.gradient(GAMMA).values();
        double[] dBeta = pass.gradient(BETA).values();
        double[] normalised = pass.cache(NORMALISED).values();
        double[] inverseDeviation = pass.cache(INVERSE_DEVIATION).values();
        Tensor dx = pass.inputGradient(0);
        int n = gamma.length;
        int rows = pass.samples() * pass.output().rowSize() / n;
        for (int r = 0; r < rows; r++) {
            int from = r * n;
            double mean = 0;
            double meanTimesNormalised = 0;
            for (int k = 0; k < n; k++) {
                double arriving = dy[from + k];
                dGamma[k] = Math.fma(arriving, normalised[from + k], dGamma[k]);
                dBeta[k] += arriving;
                double g = arriving * gamma[k];
                mean += g;
                meanTimesNormalised = Math.fma(g, normalised[from + k], meanTimesNormalised);
            }
            if (dx == null) {
                continue;
            }
            mean /= n;
            meanTimesNormalised /= n;
            for (int k = 0; k < n; k++) {
                double g = dy[from + k] * gamma[k];
                dx.values()[from + k] += inverseDeviation[r] * (g - mean - normalised[from + k] * meanTimesNormalised);
            }
        }
    }

    @Override
    public int positions(Shape item) {
        return 1;
    }

    @Override
    public double mean(LayerForward pass, int element) {
        return pass.cache(MEAN).get(element / pass.output().shape().last());
    }

    @Override
    public double inverseDeviation(LayerForward pass, int element) {
        return pass.cache(INVERSE_DEVIATION).get(element / pass.output().shape().last());
    }

    @Override
    public double normalised(LayerForward pass, int element) {
        return pass.cache(NORMALISED).get(element);
    }
}
