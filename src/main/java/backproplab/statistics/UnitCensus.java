package backproplab.statistics;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.layer.FunctionInside;
import backproplab.layer.LearnedElementwise;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Judges every unit of a network over a whole set of samples: never over one sample or one batch, which tell nothing
/// of dead units.
///
/// The network runs forward in evaluation (no dropout, running statistics) on its own buffers, in portions of its
/// capacity; the portions make no difference to the result, not to a bit. It may share its parameters with the network
/// that trains, when both run on the same thread, or work on a copy elsewhere.
///
/// What counts as a unit stands in [UnitLayout].
public final class UnitCensus {
    private final Network network;
    private final LayerCensus[] layers;

    /// @param network only used for this; its capacity is the size of a portion
    public UnitCensus(Network network) {
        this.network = network;
        this.layers = network.nodes().stream().map(LayerCensus::new).toArray(LayerCensus[]::new);
    }

    /// @param step the number to write on the report
    /// @param set at least one sample
    public UnitReport judge(long step, SampleSource set) {
        int samples = set.samples();
        begin();
        for (int from = 0; from < samples; from += network.capacity()) {
            int count = Math.min(network.capacity(), samples - from);
            set.load(from, count, network);
            network.forward(count, false, step);
            add(from, count);
        }
        return report(step, samples);
    }

    /// Forgets what was seen before. For whoever runs the network over a set for other reasons too: [#add] after each
    /// portion, [#report] at the end.
    public void begin() {
        for (LayerCensus layer : layers) {
            layer.begin();
        }
    }

    /// Takes in what the network has just computed, in evaluation.
    ///
    /// @param from which sample of the set came first
    public void add(int from, int count) {
        for (LayerCensus layer : layers) {
            layer.add(from, count);
        }
    }

    /// @param step the number to write on the report
    /// @param samples how many were added, at least one
    public UnitReport report(long step, int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("at least one sample is needed, got " + samples);
        }
        List<UnitLayer> found = Arrays.stream(layers).map(it -> it.toUnitLayer(samples)).toList();
        return new UnitReport(step, samples, found);
    }

    /// The counts of one layer.
    private static final class LayerCensus {
        private final Node node;
        private final Tensor preActivations;
        private final Tensor outputs;
        private final UnitLayout layout;
        private final Optional<Activation> function;
        private final Activation[] functions;
        private final double[] saturationLimits;
        private final int[] awake;
        private final int[] lastAwake;
        private final double[] min;
        private final double[] max;
        private final double[] sum;
        private final int[] finite;
        private final long[] saturated;
        private final DistributionAccumulator z = new DistributionAccumulator(Binning.Widening.START);
        private final MomentsAccumulator activations = new MomentsAccumulator();
        private long values;
        private long closed;

        LayerCensus(Node node) {
            this.node = node;
            boolean inside = node.description().layer() instanceof FunctionInside;
            this.preActivations = inside ? functionInside(node).preActivations(node.layer()) : node.z();
            this.outputs = inside ? functionInside(node).activations(node.layer()) : node.a();
            this.layout = UnitLayout.of(preActivations.shape().item());
            this.function = node.isLinear() ? Optional.empty() : node.description().function().elementwise();
            int units = layout.units();
            this.functions = new Activation[units];
            this.saturationLimits = new double[units];
            this.awake = new int[units];
            this.lastAwake = new int[units];
            this.min = new double[units];
            this.max = new double[units];
            this.sum = new double[units];
            this.finite = new int[units];
            this.saturated = new long[units];
        }

        /// Of a recurrent layer all steps count, also those that it does not put out.
        private static FunctionInside functionInside(Node node) {
            return (FunctionInside) node.description().layer();
        }

        void begin() {
            z.clear();
            activations.clear();
            values = 0;
            closed = 0;
            Arrays.fill(awake, 0);
            Arrays.fill(lastAwake, -1);
            Arrays.fill(min, Double.POSITIVE_INFINITY);
            Arrays.fill(max, Double.NEGATIVE_INFINITY);
            Arrays.fill(sum, 0);
            Arrays.fill(finite, 0);
            Arrays.fill(saturated, 0);
            function.ifPresent(this::takeFunctions);
        }

        /// A learned function is another one for every value of its parameter.
        private void takeFunctions(Activation activation) {
            for (int unit = 0; unit < functions.length; unit++) {
                Activation own = activation;
                if (activation instanceof LearnedActivation learned) {
                    Tensor p = node.function().parameter(0);
                    Shape item = preActivations.shape().item();
                    own = learned.at(p.get(LearnedElementwise.numberOf(item, p.size(), unit)));
                }
                functions[unit] = own;
                saturationLimits[unit] = UnitActivity.saturationLimit(own);
            }
        }

        void add(int firstSample, int count) {
            double[] zs = preActivations.values();
            double[] as = outputs.values();
            int i = 0;
            for (int sample = firstSample; sample < firstSample + count; sample++) {
                for (int value = 0; value < layout.values(); value++, i++) {
                    int unit = layout.unit(value);
                    z.add(zs[i]);
                    activations.add(as[i]);
                    addToRange(unit, zs[i]);
                    if (function.isPresent()) {
                        judge(unit, sample, functions[unit].derivative(zs[i]));
                    }
                }
            }
            values += i;
        }

        private void addToRange(int unit, double value) {
            if (Double.isFinite(value)) {
                min[unit] = Math.min(min[unit], value);
                max[unit] = Math.max(max[unit], value);
                sum[unit] += value;
                finite[unit]++;
            }
        }

        private void judge(int unit, int sample, double slope) {
            if (slope == 0) {
                closed++;
            } else if (lastAwake[unit] != sample) {
                lastAwake[unit] = sample;
                awake[unit]++;
            }
            if (Math.abs(slope) < saturationLimits[unit]) {
                saturated[unit]++;
            }
        }

        UnitLayer toUnitLayer(int samples) {
            return new UnitLayer(
                    node.name(),
                    z.toDistribution(),
                    activations.toMoments(),
                    ranges(),
                    function.map(_ -> activity(samples)));
        }

        private UnitRanges ranges() {
            double[] mean = new double[sum.length];
            for (int unit = 0; unit < mean.length; unit++) {
                mean[unit] = sum[unit] / finite[unit];
                if (finite[unit] == 0) {
                    min[unit] = Double.NaN;
                    max[unit] = Double.NaN;
                }
            }
            return new UnitRanges(min, max, mean);
        }

        private UnitActivity activity(int samples) {
            boolean saturates = !Double.isNaN(saturationLimits[0]);
            return new UnitActivity(samples, layout.channels(), awake, values, closed, saturated, saturates);
        }
    }
}
