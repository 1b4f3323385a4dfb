package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.BitSet;
import java.util.List;

/// Batch normalisation: `x̂ = (x − μ) / √(σ² + eps)`, `y = γ·x̂ + β`, for each feature over the batch, or for each
/// channel of `[channels, rows, columns]` over batch, rows and columns; `γ` (`gamma`), `β` (`beta`) `[features]`.
///
/// In a training pass μ and σ² are those of the batch (biased), `N` values each. Backward then:
/// - `∂L/∂γ = Σ ∂L/∂y · x̂`, `∂L/∂β = Σ ∂L/∂y`
/// - `∂L/∂x = γ/√(σ² + eps) · (∂L/∂y − mean(∂L/∂y) − x̂ · mean(∂L/∂y · x̂))`
///
/// In evaluation, and always in mode `eval`, μ and σ² are the running statistics, which are constants:
/// `∂L/∂x = γ/√(σ² + eps) · ∂L/∂y`.
///
/// After a training step `running ← (1 − momentum)·running + momentum·batch`, the variance with the unbiased
/// one, `N/(N − 1)` times the biased (with `N = 1` there is none, and the running variance stays).
///
/// A bias directly before this layer has gradient 0 up to rounding: the mean takes it away. Reference:
/// Ioffe, Szegedy, *Batch Normalization: Accelerating Deep Network Training…*, 2015.
public record BatchNorm(double eps, double momentum, Mode mode) implements Normalizing {
    private static final int GAMMA = 0;
    private static final int BETA = 1;
    private static final int RUNNING_MEAN = 0;
    private static final int RUNNING_VAR = 1;
    private static final int NORMALISED = 0;
    private static final int INVERSE_DEVIATION = 1;
    private static final int BATCH_MEAN = 2;
    private static final int BATCH_VAR = 3;

    private static final Setting.Real EPS =
            Setting.positive(
                    "eps", 1e-5, 1e6, "added to the variance before the root, so that equal values do not divide by 0");
    private static final Setting.Real MOMENTUM =
            Setting.real("momentum", 0.1, 0, 1, "how much of the batch's statistics goes into the running ones");
    private static final Setting.Choice<Mode> MODE =
            Setting.choice(
                    "mode",
                    Mode.TRAIN,
                    "train: normalise by the batch while training; eval: always by the running statistics");

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "batch_norm",
                    "Batch normalisation",
                    "y = γ·(x − μ)/√(σ² + eps) + β over the batch",
                    List.of(EPS, MOMENTUM, MODE),
                    it -> new BatchNorm(it.real(EPS), it.real(MOMENTUM), it.choice(MODE)));

    public enum Mode {
        TRAIN,
        EVAL
    }

    public BatchNorm {
        EPS.check(eps);
        MOMENTUM.check(momentum);
    }

    @Override
    public Fit fit(List<Shape> inputs) {
        if (inputs.size() != 1) {
            return new Fit.Refused("one input, got " + inputs.size(), "put a `concat` or `add` layer before it");
        }
        Shape input = inputs.getFirst();
        return input.rank() == 1 || input.rank() == 3
                ? new Fit.Output(input)
                : new Fit.Refused(
                        "a vector [features] or maps [channels, rows, columns], got " + input,
                        "use `layer_norm` for sequences");
    }

    @Override
    public List<ParameterSpec> parameters(List<Shape> inputs) {
        int features = inputs.getFirst().size(0);
        return List.of(
                ParameterSpec.fixedStart("gamma", ParameterSpec.Role.OTHER, ones(features)),
                ParameterSpec.fixedStart("beta", ParameterSpec.Role.BIAS, Tensor.zeros(features)));
    }

    @Override
    public List<StateSpec> state(List<Shape> inputs) {
        int features = inputs.getFirst().size(0);
        return List.of(
                new StateSpec("running_mean", Tensor.zeros(features)), new StateSpec("running_var", ones(features)));
    }

    @Override
    public List<CacheSpec> caches(List<Shape> inputs) {
        Shape features = Shape.of(inputs.getFirst().size(0));
        return List.of(
                CacheSpec.perSample(inputs.getFirst()),
                CacheSpec.perBatch(features),
                CacheSpec.perBatch(features),
                CacheSpec.perBatch(features));
    }

    @Override
    public void forward(LayerForward pass) {
        for (int f = 0; f < pass.parameter(GAMMA).size(); f++) {
            forward(pass, f);
        }
    }

    private void forward(LayerForward pass, int f) {
        double[] x = pass.input(0).values();
        double[] y = pass.output().values();
        double[] normalised = pass.cache(NORMALISED).values();
        double gamma = pass.parameter(GAMMA).get(f);
        double beta = pass.parameter(BETA).get(f);
        int features = pass.parameter(GAMMA).size();
        int positions = pass.output().rowSize() / features;
        double mean = pass.state(RUNNING_MEAN).get(f);
        double variance = pass.state(RUNNING_VAR).get(f);
        if (usesBatch(pass)) {
            mean = batchMean(x, pass.samples(), f, features, positions);
            variance = batchVariance(x, mean, pass.samples(), f, features, positions);
            pass.cache(BATCH_MEAN).set(f, mean);
            pass.cache(BATCH_VAR).set(f, variance);
        }
        double inverse = 1 / Math.sqrt(variance + eps);
        pass.cache(INVERSE_DEVIATION).set(f, inverse);
        for (int s = 0; s < pass.samples(); s++) {
            int from = (s * features + f) * positions;
            for (int i = from; i < from + positions; i++) {
                normalised[i] = (x[i] - mean) * inverse;
                y[i] = gamma * normalised[i] + beta;
            }
        }
    }

    /// The features in which something has changed: a whole one each, since its mean and variance change with it.
    @Override
    public void update(LayerForward pass, Changes changes) {
        for (int f = 0; f < pass.parameter(GAMMA).size(); f++) {
            boolean ofParameter = changes.parameter() != Changes.NO_PARAMETER && changes.number() == f;
            if (ofParameter || anyChanged(pass, f, changes.inputs().getFirst())) {
                forward(pass, f);
            }
        }
    }

    private static boolean anyChanged(LayerForward pass, int f, BitSet changed) {
        int features = pass.parameter(GAMMA).size();
        int positions = pass.output().rowSize() / features;
        for (int s = 0; s < pass.samples(); s++) {
            int from = (s * features + f) * positions;
            int next = changed.nextSetBit(from);
            if (next >= 0 && next < from + positions) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void updateState(LayerForward pass) {
        if (!usesBatch(pass)) {
            return;
        }
        Tensor runningMean = pass.state(RUNNING_MEAN);
        Tensor runningVar = pass.state(RUNNING_VAR);
        int features = runningMean.size();
        int count = pass.samples() * (pass.output().rowSize() / features);
        for (int f = 0; f < features; f++) {
            runningMean.set(f, moved(runningMean.get(f), pass.cache(BATCH_MEAN).get(f)));
            if (count > 1) {
                double unbiased = pass.cache(BATCH_VAR).get(f) * count / (count - 1);
                runningVar.set(f, moved(runningVar.get(f), unbiased));
            }
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        double[] dy = pass.outputGradient().values();
        double[] normalised = pass.cache(NORMALISED).values();
        Tensor dx = pass.inputGradient(0);
        int features = pass.parameter(GAMMA).size();
        int positions = pass.output().rowSize() / features;
        for (int f = 0; f < features; f++) {
            double sum = 0;
            double sumTimesNormalised = 0;
            for (int s = 0; s < pass.samples(); s++) {
                int from = (s * features + f) * positions;
                for (int i = from; i < from + positions; i++) {
                    sum += dy[i];
                    sumTimesNormalised = Math.fma(dy[i], normalised[i], sumTimesNormalised);
                }
            }
            pass.gradient(GAMMA).values()[f] += sumTimesNormalised;
            pass.gradient(BETA).values()[f] += sum;
            if (dx != null) {
                addInputGradient(pass, dx.values(), f, positions, sum, sumTimesNormalised);
            }
        }
    }

    private void addInputGradient(
            LayerBackward pass, double[] dx, int f, int positions, double sum, double sumTimesNormalised) {
        double[] dy = pass.outputGradient().values();
        double[] normalised = pass.cache(NORMALISED).values();
        int features = pass.parameter(GAMMA).size();
        int count = pass.samples() * positions;
        double mean = usesBatch(pass) ? sum / count : 0;
        double meanTimesNormalised = usesBatch(pass) ? sumTimesNormalised / count : 0;
        double factor = pass.parameter(GAMMA).get(f) * pass.cache(INVERSE_DEVIATION).get(f);
        for (int s = 0; s < pass.samples(); s++) {
            int from = (s * features + f) * positions;
            for (int i = from; i < from + positions; i++) {
                dx[i] += factor * (dy[i] - mean - normalised[i] * meanTimesNormalised);
            }
        }
    }

    @Override
    public int positions(Shape item) {
        return item.elements() / item.size(0);
    }

    @Override
    public double mean(LayerForward pass, int element) {
        int feature = feature(pass, element);
        return usesBatch(pass) ? pass.cache(BATCH_MEAN).get(feature) : pass.state(RUNNING_MEAN).get(feature);
    }

    @Override
    public double inverseDeviation(LayerForward pass, int element) {
        return pass.cache(INVERSE_DEVIATION).get(feature(pass, element));
    }

    @Override
    public double normalised(LayerForward pass, int element) {
        return pass.cache(NORMALISED).get(element);
    }

    private static int feature(LayerForward pass, int element) {
        int features = pass.parameter(GAMMA).size();
        return element % pass.output().rowSize() / (pass.output().rowSize() / features);
    }

    private boolean usesBatch(LayerForward pass) {
        return pass.training() && mode == Mode.TRAIN;
    }

    private double moved(double running, double batch) {
        return (1 - momentum) * running + momentum * batch;
    }

    private static double batchMean(double[] x, int samples, int f, int features, int positions) {
        double sum = 0;
        for (int s = 0; s < samples; s++) {
            int from = (s * features + f) * positions;
            for (int i = from; i < from + positions; i++) {
                sum += x[i];
            }
        }
        return sum / (samples * positions);
    }

    private static double batchVariance(double[] x, double mean, int samples, int f, int features, int positions) {
        double sum = 0;
        for (int s = 0; s < samples; s++) {
            int from = (s * features + f) * positions;
            for (int i = from; i < from + positions; i++) {
                double d = x[i] - mean;
                sum = Math.fma(d, d, sum);
            }
        }
        return sum / (samples * positions);
    }

    private static Tensor ones(int size) {
        Tensor ones = Tensor.zeros(size);
        ones.fill(1);
        return ones;
    }
}
