package backproplab.ui.view;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.PassListener;
import backproplab.data.Dataset;
import backproplab.network.LayerDescription;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Takes a [NetworkPicture]: runs the engine's own pass on a copy of the parameters and looks at what is in the units.
final class NetworkCamera {
    /// As many samples as a batch has, but not more than these.
    private static final int MOST_SAMPLES = 256;

    private final Command.Snapshot run;
    private final TrainingSetup setup;
    private final NetworkLayout layout;
    private final NetworkWish wish;
    private final Map<String, NetworkPicture.Content> contents = new HashMap<>();

    NetworkCamera(Command.Snapshot run, NetworkLayout layout, NetworkWish wish) {
        this.run = run;
        this.setup = run.setup();
        this.layout = layout;
        this.wish = wish;
    }

    NetworkPicture take() {
        int all = setup.training().samples();
        int size = Math.min(Math.min(setup.batchSize(), all), MOST_SAMPLES);
        boolean single = NetworkLayout.hasMaps(setup.network());
        int first = single ? wish.sample() / size * size : 0;
        int samples = Math.min(size, all - first);
        BackwardPass pass = pass(first, samples);
        if (single) {
            fillWithSample(pass, wish.sample() - first);
        } else if (InputPlane.suits(setup.training())) {
            fillWithMaps();
        } else {
            fillWithValues(pass, samples);
        }
        Map<Parameters.Key, Tensor> gradients = new HashMap<>();
        for (Parameters.Parameter it : run.checkpoint().parameters().trained()) {
            gradients.put(it.key(), pass.gradients().of(it.key()));
        }
        EdgeChoice edges = EdgeChoice.of(run, layout, pass.gradients(), wish);
        return new NetworkPicture(
                run,
                wish,
                first,
                samples,
                single,
                pass.loss(),
                Map.copyOf(contents),
                edges.edges(),
                edges.connections(),
                edges.largestWeight(),
                gradients);
    }

    /// Forward and backward over some samples of the training set.
    private BackwardPass pass(int first, int samples) {
        Dataset data = setup.training();
        Network network = setup.bind(run.checkpoint().parameters(), samples);
        BackwardPass pass = new BackwardPass(network, setup.losses(), false);
        for (String name : network.inputNames()) {
            fill(network.input(name), data.inputs().get(name), name, first, samples);
        }
        for (int term = 0; term < setup.losses().size(); term++) {
            String on = setup.losses().get(term).on();
            fill(pass.objective().targets(term), data.targets().get(on), on, first, samples);
        }
        pass.run(samples, run.checkpoint().step(), PassListener.NONE);
        return pass;
    }

    private static void fill(Tensor buffer, @Nullable Tensor source, String name, int first, int samples) {
        if (source == null) {
            throw new IllegalArgumentException("the data have nothing called `%s`".formatted(name));
        }
        int size = source.rowSize();
        System.arraycopy(source.values(), first * size, buffer.values(), 0, samples * size);
    }

    private void fillWithMaps() {
        PlaneMaps maps = PlaneMaps.of(run, InputPlane.around(setup), NetworkPicture.MAP_CELLS, layout);
        for (NetworkLayout.Group group : layout.groups()) {
            Map<Integer, double[]> ofUnits = maps.of(group.name());
            double largest = 0;
            for (double[] map : ofUnits.values()) {
                largest = Math.max(largest, largest(map));
            }
            contents.put(group.name(), new NetworkPicture.Maps(ofUnits, largest));
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    }

    /// @param row of the batch
    private void fillWithSample(BackwardPass pass, int row) {
        boolean isBackward = wish.inside() == NetworkWish.Inside.DELTA;
        for (NetworkLayout.Group group : layout.groups()) {
            double[] values;
            if (group.input()) {
                values = pass.network().input(group.name()).row(row);
            } else {
                Node node = pass.network().node(group.name());
                values = perUnit((isBackward ? pass.gradients().delta(node) : node.a()).row(row), group.units());
            }
            double largest = isBackward && !group.input() ? GradientScale.LARGEST : largest(values);
            contents.put(
                    group.name(),
                    group.picture().isPresent()
                            ? new NetworkPicture.Sample(group.picture().get(), values, largest, group.input())
                            : new NetworkPicture.Values(values, largest));
        }
    }

    /// Of a sequence the mean over the time steps.
    private static double[] perUnit(double[] values, int units) {
        if (values.length == units) {
            return values;
        }
        double[] means = new double[units];
        int steps = values.length / units;
        for (int i = 0; i < values.length; i++) {
            means[i % units] += values[i] / steps;
        }
        return means;
    }

    private void fillWithValues(BackwardPass pass, int samples) {
        for (NetworkLayout.Group group : layout.groups()) {
            contents.put(group.name(), group.input() ? ofInput(group, samples) : ofLayer(group, pass, samples));
        }
    }

    private NetworkPicture.Content ofInput(NetworkLayout.Group group, int samples) {
        Tensor values = setup.training().inputs().get(group.name());
        if (values == null) {
            throw new IllegalArgumentException("the data have no input `%s`".formatted(group.name()));
        }
        if (group.picture().isPresent()) {
            double[] first = values.row(0);
            return new NetworkPicture.Sample(group.picture().get(), first, largest(first), true);
        }
        return means(values, group.units(), samples);
    }

    private NetworkPicture.Content ofLayer(NetworkLayout.Group group, BackwardPass pass, int samples) {
        Node node = pass.network().node(group.name());
        Optional<PictureShape> picture = sourceOf(node.description()).flatMap(NetworkLayout.Group::picture);
        Optional<Tensor> weights = matrix(node.description());
        if (picture.isPresent() && weights.isPresent() && weights.get().rowSize() == picture.get().pixels()) {
            Map<Integer, double[]> rows = new HashMap<>();
            double largest = 0;
            for (NetworkLayout.Slot slot : group.slots()) {
                if (slot instanceof NetworkLayout.Unit unit) {
                    double[] row = weights.get().row(unit.index());
                    rows.put(unit.index(), row);
                    largest = Math.max(largest, largest(row));
                }
            }
            return new NetworkPicture.Pictures(picture.get(), rows, largest);
        }
        return means(node.a(), group.units(), samples);
    }

    private static NetworkPicture.Values means(Tensor values, int units, int samples) {
        double[] means = new double[units];
        int size = values.rowSize();
        int steps = size / units;
        for (int i = 0; i < samples * size; i++) {
            means[i % size % units] += values.get(i);
        }
        for (int unit = 0; unit < units; unit++) {
            means[unit] /= (double) samples * steps;
        }
        return new NetworkPicture.Values(means, largest(means));
    }

    private Optional<NetworkLayout.Group> sourceOf(LayerDescription layer) {
        return layer.inputs().size() == 1 ? layout.group(layer.inputs().getFirst()) : Optional.empty();
    }

    /// The weights `[units, in]` that lead to a layer, where there are such.
    private Optional<Tensor> matrix(LayerDescription layer) {
        return EdgeChoice.matrix(run.checkpoint().parameters(), layer);
    }
}
