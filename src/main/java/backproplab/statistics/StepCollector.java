package backproplab.statistics;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.ParameterUpdate;
import backproplab.network.LayerDescription;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Measures every step of a training run: the gradients between the backward pass and the update, the weights after it.
///
/// For the thread that trains. Measuring allocates nothing; [#snapshot] and [#take] make the immutable records that
/// may leave the thread. Bound to the buffers of one pass: another network, another collector.
public final class StepCollector {
    private final BackwardPass pass;
    private final ParameterUpdate update;
    private final Parameters parameters;
    private final LayerMeter[] layers;
    private final int[] unmeasured;
    private final Bands lossBand = new Bands(1);
    private long step;
    private double loss = Double.NaN;
    private boolean parametersAreFinite = true;
    private long spanStart;
    private long spanEnd;
    private boolean spanEmpty = true;

    /// @param update the one that will change the parameters of `pass`
    public StepCollector(BackwardPass pass, ParameterUpdate update) {
        this.pass = pass;
        this.update = update;
        Network network = pass.network();
        this.parameters = network.parameters();
        var hidden =
                HiddenLayers.of(network.description(), pass.objective().terms()).stream()
                        .map(LayerDescription::name)
                        .collect(Collectors.toSet());
        this.layers =
                network.nodes().stream()
                        .map(it -> new LayerMeter(it, hidden.contains(it.name())))
                        .toArray(LayerMeter[]::new);
        this.unmeasured = unmeasured();
    }

    /// The parameters that are neither weights nor biases of a layer.
    private int[] unmeasured() {
        int[] measured =
                Arrays.stream(layers)
                        .flatMapToInt(it -> IntStream.concat(Arrays.stream(it.weights), Arrays.stream(it.biases)))
                        .sorted()
                        .toArray();
        return IntStream.range(0, parameters.trained().size())
                .filter(it -> Arrays.binarySearch(measured, it) < 0)
                .toArray();
    }

    /// Measures the gradients of the pass that has just run.
    ///
    /// @param step its number
    public void afterBackward(long step) {
        this.step = step;
        this.loss = pass.loss();
        for (LayerMeter layer : layers) {
            layer.afterBackward();
        }
    }

    /// Whether the loss and all gradients that [#afterBackward] saw are finite. When not, [Divergence#find] tells which
    /// was the first.
    public boolean gradientsAreFinite() {
        boolean finite = Double.isFinite(loss);
        for (LayerMeter layer : layers) {
            finite &= layer.gradientsAreFinite();
        }
        for (int p : unmeasured) {
            finite &= Divergence.isFinite(pass.gradients().parameters().get(p));
        }
        return finite;
    }

    /// Measures the weights and how far they went. The step becomes part of the span of the next [#take], unless the
    /// parameters are not finite: then it is one to be undone.
    public void afterUpdate() {
        for (LayerMeter layer : layers) {
            layer.afterUpdate();
        }
        parametersAreFinite = findParametersFinite();
        if (parametersAreFinite) {
            addToSpan();
        }
    }

    private void addToSpan() {
        for (LayerMeter layer : layers) {
            layer.addToSpan();
        }
        lossBand.add(0, loss);
        if (spanEmpty) {
            spanStart = step;
            spanEmpty = false;
        }
        spanEnd = step;
    }

    /// Whether all parameters that [#afterUpdate] saw are finite, and the state of layers. When not, [Divergence#find]
    /// tells which is the first.
    public boolean parametersAreFinite() {
        return parametersAreFinite;
    }

    private boolean findParametersFinite() {
        boolean finite = true;
        for (LayerMeter layer : layers) {
            finite &= layer.parametersAreFinite();
        }
        for (int p : unmeasured) {
            finite &= Divergence.isFinite(parameters.trained().get(p).value());
        }
        for (int s = 0; s < parameters.state().size(); s++) {
            finite &= Divergence.isFinite(parameters.state().get(s).value());
        }
        return finite;
    }

    /// The step measured last. Between [#afterBackward] and [#afterUpdate] the update ratios are still NaN.
    public StepStatistics snapshot() {
        List<LayerStatistics> snapshots = new ArrayList<>();
        for (LayerMeter layer : layers) {
            snapshots.add(layer.snapshot());
        }
        return new StepStatistics(step, loss, snapshots);
    }

    /// z and δ of every layer in the batch measured last, as long as its buffers are not used again. Costs about as
    /// much as a step: for each delivery, not for each step.
    public StepDistributions distributions() {
        List<LayerDistributions> distributions = new ArrayList<>();
        for (LayerMeter layer : layers) {
            distributions.add(layer.distributions());
        }
        return new StepDistributions(step, pass.network().samples(), distributions);
    }

    /// All whole steps since the last call; empty when there was none.
    public Optional<StepSummary> take() {
        if (spanEmpty) {
            return Optional.empty();
        }
        List<LayerSummary> summaries = new ArrayList<>();
        for (LayerMeter layer : layers) {
            summaries.add(layer.summary());
        }
        StepSummary summary = new StepSummary(spanStart, spanEnd, lossBand.get(0), summaries);
        forget();
        return Optional.of(summary);
    }

    /// Drops the steps since the last [#take]: for going back to an earlier step.
    public void forget() {
        lossBand.clear();
        for (LayerMeter layer : layers) {
            layer.span.clear();
        }
        spanEmpty = true;
    }

    /// The numbers of one layer.
    private final class LayerMeter {
        private final Node node;
        private final boolean hidden;
        private final Tensor deltaBuffer;
        private final int[] weights;
        private final int[] biases;
        private final LayerSpan span;
        private final SizeAccumulator delta = new SizeAccumulator();
        private final SizeAccumulator weightGradient = new SizeAccumulator();
        private final SizeAccumulator biasGradient = new SizeAccumulator();
        private final SizeAccumulator weightValues = SizeAccumulator.ofRoots();
        private final SizeAccumulator biasValues = SizeAccumulator.ofRoots();
        private double ratio = Double.NaN;

        LayerMeter(Node node, boolean hidden) {
            this.node = node;
            this.hidden = hidden;
            this.deltaBuffer = pass.gradients().delta(node);
            List<Parameters.Parameter> trained = parameters.trained();
            int[] all = IntStream.range(0, node.layer().parameterCount()).map(node.layer()::parameterIndex).toArray();
            this.weights = Arrays.stream(all).filter(it -> trained.get(it).isWeights()).toArray();
            this.biases = Arrays.stream(all).filter(it -> trained.get(it).isBias()).toArray();
            this.span =
                    new LayerSpan(
                            Arrays.stream(Quantity.values())
                                    .filter(it -> it.isOf(weights.length > 0, biases.length > 0))
                                    .toArray(Quantity[]::new));
        }

        void afterBackward() {
            List<Tensor> gradients = pass.gradients().parameters();
            delta.clear();
            delta.add(deltaBuffer.values(), pass.network().samples() * deltaBuffer.rowSize());
            weightGradient.clear();
            for (int p : weights) {
                add(gradients.get(p), weightGradient);
            }
            biasGradient.clear();
            for (int p : biases) {
                add(gradients.get(p), biasGradient);
            }
            ratio = Double.NaN;
        }

        void afterUpdate() {
            weightValues.clear();
            double updateSquares = 0;
            for (int p : weights) {
                add(p, weightValues);
                updateSquares += update.updateSquares(p);
            }
            biasValues.clear();
            for (int p : biases) {
                add(p, biasValues);
            }
            if (weights.length > 0) { // the same count under both roots
                ratio = Math.sqrt(updateSquares) / weightValues.l2();
            }
        }

        void addToSpan() {
            span.add(delta, weightGradient, biasGradient, ratio);
        }

        private static void add(Tensor tensor, SizeAccumulator size) {
            size.add(tensor.values(), tensor.size());
        }

        private void add(int p, SizeAccumulator roots) {
            Tensor value = parameters.trained().get(p).value();
            roots.addRoots(value.values(), value.size(), update.valueSquares(p));
        }

        boolean gradientsAreFinite() {
            return delta.isFinite() && weightGradient.isFinite() && biasGradient.isFinite();
        }

        boolean parametersAreFinite() {
            return weightValues.isFinite() && biasValues.isFinite();
        }

        LayerStatistics snapshot() {
            return new LayerStatistics(
                    node.name(),
                    hidden,
                    delta.toSize(),
                    weights.length > 0 ? Optional.of(weightGradient.toSize()) : Optional.empty(),
                    biases.length > 0 ? Optional.of(biasGradient.toSize()) : Optional.empty(),
                    LayerSpan.updateRatio(ratio));
        }

        LayerDistributions distributions() {
            Tensor z = node.z();
            int n = pass.network().samples() * z.rowSize();
            return new LayerDistributions(
                    node.name(),
                    Distribution.of(Binning.Widening.START, z.values(), n),
                    Distribution.of(new Binning.Magnitudes(), deltaBuffer.values(), n));
        }

        LayerSummary summary() {
            return new LayerSummary(node.name(), hidden, span.toBands());
        }
    }
}
