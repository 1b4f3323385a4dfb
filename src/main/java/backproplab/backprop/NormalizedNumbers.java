package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.Normalization;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.BatchNorm;
import backproplab.layer.LayerNorm;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// The numbers of batch or layer normalisation, in the engine's order.
///
/// @param x what feeds it
record NormalizedNumbers(
        LayerTrace layer,
        Normalization normalization,
        ParameterTrace gamma,
        ParameterTrace beta,
        String source,
        Tensor x,
        TraceNumbers numbers) {

    static Optional<NormalizedNumbers> of(LayerTrace layer, TraceNumbers numbers) {
        if (!(layer.description().layer() instanceof BatchNorm || layer.description().layer() instanceof LayerNorm)) {
            return Optional.empty();
        }
        return layer.normalization()
                .flatMap(normalization ->
                        numbers.parameter(layer.description().owner(), "gamma")
                                .flatMap(gamma ->
                                        numbers.parameter(layer.description().owner(), "beta")
                                                .map(beta -> {
                                                    String source = layer.inputs().getFirst();
                                                    Tensor x = numbers.outputs(source);
                                                    return new NormalizedNumbers(
                                                            layer, normalization, gamma, beta, source, x, numbers);
                                                })));
    }

    private int features() {
        return gamma.before().size();
    }

    private int feature(int element) {
        return element / normalization.positions() % features();
    }

    /// How many elements share a feature.
    int elementsPerFeature() {
        return layer.z().size() / features();
    }

    /// The elements of a feature, in their order.
    private int element(int feature, int position) {
        int positions = normalization.positions();
        return (position / positions * features() + feature) * positions + position % positions;
    }

    TraceStep forward(int element) {
        int feature = feature(element);
        return new ForwardStep.Normalized(
                unit(Quantity.PRE_ACTIVATION, layer.z(), element),
                numbers.output(source, x, element),
                unit(Quantity.MEAN, normalization.mean(), element),
                unit(Quantity.INVERSE_DEVIATION, normalization.inverseDeviation(), element),
                normalised(element),
                gamma(feature),
                TraceNumbers.weight(Quantity.PARAMETER, beta.key(), beta.before(), feature));
    }

    private TraceValue unit(Quantity quantity, Tensor tensor, int element) {
        return TraceNumbers.unit(quantity, layer.name(), tensor, element);
    }

    private TraceValue normalised(int element) {
        return unit(Quantity.NORMALISED, normalization.normalised(), element);
    }

    private TraceValue delta(int element) {
        return unit(Quantity.DELTA, layer.delta(), element);
    }

    private TraceValue gamma(int feature) {
        return TraceNumbers.weight(Quantity.PARAMETER, gamma.key(), gamma.before(), feature);
    }

    /// `∂L/∂γ = Σ δ·x̂`
    TraceSum gammaGradient(int feature) {
        return new TraceSum(
                Optional.empty(),
                LazyList.of(
                        elementsPerFeature(),
                        i -> {
                            int element = element(feature, i);
                            return Term.of(delta(element), normalised(element));
                        }),
                gamma.gradient().get(feature));
    }

    /// `∂L/∂β = Σ δ`
    TraceSum betaGradient(int feature) {
        return new TraceSum(
                Optional.empty(),
                LazyList.of(elementsPerFeature(), i -> Term.of(delta(element(feature, i)))),
                beta.gradient().get(feature));
    }

    /// `∂L/∂x` through the layer.
    ///
    /// @param result what it adds
    TraceStep sentBack(TraceValue result, int element) {
        return layer.description().layer() instanceof BatchNorm it
                ? throughBatchNorm(result, element, it.mode() == BatchNorm.Mode.TRAIN)
                : throughLayerNorm(result, element);
    }

    /// The means of `δ·γ` go over the features of one row.
    private TraceStep throughLayerNorm(TraceValue result, int element) {
        int n = features();
        int from = element / n * n;
        double mean = 0;
        double meanTimesNormalised = 0;
        for (int k = 0; k < n; k++) {
            double g = layer.delta().get(from + k) * gamma.before().get(k);
            mean += g;
            meanTimesNormalised = Math.fma(g, normalization.normalised().get(from + k), meanTimesNormalised);
        }
        return step(result, element, true, n, mean / n, meanTimesNormalised / n);
    }

    /// The means of δ go over the batch; there are none where the statistics are constants.
    private TraceStep throughBatchNorm(TraceValue result, int element, boolean usesBatch) {
        if (!usesBatch) {
            return step(result, element, false, 0, 0, 0);
        }
        int n = elementsPerFeature();
        double sum = 0;
        double sumTimesNormalised = 0;
        for (int i = 0; i < n; i++) {
            int other = element(feature(element), i);
            double delta = layer.delta().get(other);
            sum += delta;
            sumTimesNormalised = Math.fma(delta, normalization.normalised().get(other), sumTimesNormalised);
        }
        return step(result, element, false, n, sum / n, sumTimesNormalised / n);
    }

    private TraceStep step(
            TraceValue result, int element, boolean overFeatures, int count, double mean, double meanTimesNormalised) {
        return new BackwardStep.NormalizedBackward(
                result,
                delta(element),
                gamma(feature(element)),
                unit(Quantity.INVERSE_DEVIATION, normalization.inverseDeviation(), element),
                normalised(element),
                overFeatures,
                count,
                mean,
                meanTimesNormalised);
    }
}
