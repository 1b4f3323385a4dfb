package backproplab.training;

import backproplab.backprop.Objective;
import backproplab.data.Dataset;
import backproplab.data.Samples;
import backproplab.network.Network;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;

/// Carries samples of a data set into the buffers of a network, and their targets into those of its losses.
final class Feed {
    private final Tensor[] sources;
    private final Tensor[] buffers;

    private Feed(List<Tensor> sources, List<Tensor> buffers) {
        this.sources = sources.toArray(Tensor[]::new);
        this.buffers = buffers.toArray(Tensor[]::new);
    }

    /// Inputs only.
    static Feed of(Dataset data, Network network) {
        List<Tensor> sources = new ArrayList<>();
        List<Tensor> buffers = new ArrayList<>();
        addInputs(data, network, sources, buffers);
        return new Feed(sources, buffers);
    }

    /// Inputs and targets.
    ///
    /// @throws IllegalArgumentException when the data set has nothing of the name that the network asks for
    static Feed of(Dataset data, Network network, Objective objective) {
        List<Tensor> sources = new ArrayList<>();
        List<Tensor> buffers = new ArrayList<>();
        addInputs(data, network, sources, buffers);
        for (int term = 0; term < objective.terms().size(); term++) {
            String on = objective.terms().get(term).on();
            Tensor target = data.targets().get(on);
            if (target == null) {
                throw new IllegalArgumentException(
                        "the data have no targets `%s`, only %s".formatted(on, data.targets().keySet()));
            }
            sources.add(target);
            buffers.add(objective.targets(term));
        }
        return new Feed(sources, buffers);
    }

    private static void addInputs(Dataset data, Network network, List<Tensor> sources, List<Tensor> buffers) {
        for (String name : network.inputNames()) {
            Tensor input = data.inputs().get(name);
            if (input == null) {
                throw new IllegalArgumentException(
                        "the data have no input `%s`, only %s".formatted(name, data.inputs().keySet()));
            }
            sources.add(input);
            buffers.add(network.input(name));
        }
    }

    /// The samples `rows[from] … rows[from + count − 1]`.
    void load(int[] rows, int from, int count) {
        for (int i = 0; i < sources.length; i++) {
            Samples.gather(sources[i], rows, from, count, buffers[i]);
        }
    }

    /// The samples `from … from + count − 1`.
    void loadRange(int from, int count) {
        for (int i = 0; i < sources.length; i++) {
            int size = sources[i].rowSize();
            System.arraycopy(sources[i].values(), from * size, buffers[i].values(), 0, count * size);
        }
    }
}
