package backproplab.backprop;

import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The buffers of one backward pass: the derivative of the loss by everything. Each tensor has the shape of
/// what it is the derivative by.
public final class Gradients {
    private final List<Tensor> byParameter;
    private final Map<Parameters.Key, Tensor> byKey = new HashMap<>();
    private final Tensor[] deltas;
    private final Tensor[] byActivation;
    private final Map<String, Tensor> byInput = new HashMap<>();
    private Tensor[] zeroedPerBatch;
    private Tensor[] zeroedPerSample;

    /// @param withInputs whether the derivative by the network's inputs is wanted too
    Gradients(Network network, boolean withInputs) {
        List<Parameters.Parameter> trained = network.parameters().trained();
        byParameter = trained.stream().map(it -> zerosLike(it.value())).toList();
        for (int i = 0; i < trained.size(); i++) {
            byKey.put(trained.get(i).key(), byParameter.get(i));
        }
        List<Node> nodes = network.nodes();
        deltas = nodes.stream().map(it -> zerosLike(it.z())).toArray(Tensor[]::new);
        byActivation =
                nodes.stream().map(it -> it.isLinear() ? deltas[it.index()] : zerosLike(it.a())).toArray(Tensor[]::new);
        if (withInputs) {
            network.inputNames().forEach(it -> byInput.put(it, zerosLike(network.input(it))));
        }
        zeroedPerBatch = byParameter.toArray(Tensor[]::new);
        zeroedPerSample =
                Stream.of(Stream.of(deltas), Stream.of(byActivation), byInput.values().stream())
                        .flatMap(it -> it)
                        .toArray(Tensor[]::new);
    }

    private static Tensor zerosLike(Tensor tensor) {
        return Tensor.zeros(tensor.shape());
    }

    /// `∂L/∂parameter`, in the order of [Parameters#trained()].
    public List<Tensor> parameters() {
        return byParameter;
    }

    /// `∂L/∂parameter` of one.
    public Tensor of(Parameters.Key key) {
        Tensor gradient = byKey.get(key);
        if (gradient == null) {
            throw new IllegalArgumentException("no parameter `%s` is trained, only %s".formatted(key, byKey.keySet()));
        }
        return gradient;
    }

    /// `δ = ∂L/∂z` of a layer, `[capacity, …]`.
    public Tensor delta(Node node) {
        return deltas[node.index()];
    }

    /// `∂L/∂a` of a layer, `[capacity, …]`: what arrived from the layers and losses it feeds. Zero where a
    /// loss is fused with the layer's function, since it then gives δ directly.
    public Tensor activation(Node node) {
        return byActivation[node.index()];
    }

    /// `∂L/∂x` of an input, `[capacity, …]`; null when it was not asked for.
    public @Nullable Tensor input(String name) {
        return byInput.get(name);
    }

    /// From now on [#clear] leaves out what is overwritten anyway.
    void leave(Contributions contributions) {
        zeroedPerBatch = without(contributions, zeroedPerBatch);
        zeroedPerSample = without(contributions, zeroedPerSample);
    }

    private static Tensor[] without(Contributions contributions, Tensor[] gradients) {
        return Arrays.stream(gradients).filter(it -> !contributions.isOverwritten(it)).toArray(Tensor[]::new);
    }

    /// Zeroes all that a batch of `samples` adds to.
    void clear(int samples) {
        for (Tensor gradient : zeroedPerBatch) {
            gradient.fill(0);
        }
        for (Tensor gradient : zeroedPerSample) {
            Arrays.fill(gradient.values(), 0, samples * gradient.rowSize(), 0);
        }
    }
}
