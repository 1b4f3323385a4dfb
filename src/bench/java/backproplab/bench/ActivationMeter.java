package backproplab.bench;

import backproplab.network.Network;
import backproplab.network.Node;

import java.util.Arrays;
import java.util.List;

/// What workload W5i knows of the activations of each layer after a step: mean, standard deviation, the share of zeros,
/// and how many units are 0 for the whole batch. Allocates nothing per step.
public final class ActivationMeter {
    private final Network network;
    private final LayerMeter[] layers;

    /// @param network the one that trains
    public ActivationMeter(Network network) {
        this.network = network;
        this.layers = network.nodes().stream().map(LayerMeter::new).toArray(LayerMeter[]::new);
    }

    /// Measures the batch that the network has just computed.
    public void measure() {
        for (LayerMeter layer : layers) {
            layer.measure(network.samples());
        }
    }

    /// What was measured last, one per layer.
    public List<Activity> activities() {
        return Arrays.stream(layers).map(LayerMeter::toActivity).toList();
    }

    /// @param closed the share of zeros among all activations of the batch
    /// @param dead how many units are 0 for all samples of the batch
    public record Activity(String layer, double mean, double standardDeviation, double closed, int dead) {}

    private static final class LayerMeter {
        private final Node node;
        private final int units;
        private final double[] sums;
        private final double[] squares;
        private final double[] awake;
        private double mean;
        private double standardDeviation;
        private double closed;
        private int dead;

        LayerMeter(Node node) {
            this.node = node;
            this.units = node.a().rowSize();
            this.sums = new double[units];
            this.squares = new double[units];
            this.awake = new double[units];
        }

        /// Sums per unit first: these loops run side by side in vectors, a single sum could not.
        void measure(int samples) {
            Arrays.fill(sums, 0);
            Arrays.fill(squares, 0);
            Arrays.fill(awake, 0);
            double[] a = node.a().values();
            for (int sample = 0; sample < samples; sample++) {
                addRow(a, sample * units);
            }
            double sum = 0;
            double square = 0;
            double open = 0;
            dead = 0;
            for (int unit = 0; unit < units; unit++) {
                sum += sums[unit];
                square += squares[unit];
                open += awake[unit];
                dead += awake[unit] == 0 ? 1 : 0;
            }
            double count = (double) samples * units;
            mean = sum / count;
            standardDeviation = Math.sqrt(Math.max(0, square / count - mean * mean));
            closed = 1 - open / count;
        }

        private void addRow(double[] a, int from) {
            for (int unit = 0; unit < units; unit++) {
                double value = a[from + unit];
                sums[unit] += value;
                squares[unit] += value * value;
                awake[unit] += value != 0 ? 1 : 0;
            }
        }

        Activity toActivity() {
            return new Activity(node.name(), mean, standardDeviation, closed, dead);
        }
    }
}
