package backproplab.training;

import backproplab.data.Dataset;
import backproplab.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The samples of one traced pass, which may come from a data set or be typed in by hand. Immutable: changing a number
/// makes new ones.
///
/// @param inputs by the name of the input, each `[samples, …]`; wrapped, not to be written afterwards
/// @param targets by the name of the layer that the loss is on, each `[samples, …]`
public record TracedSamples(SequencedMap<String, Tensor> inputs, SequencedMap<String, Tensor> targets) {
    /// @throws IllegalArgumentException for numbers that are not finite, and for unequal numbers of samples
    public TracedSamples {
        int samples = inputs.firstEntry().getValue().rows();
        check("input", inputs, samples);
        check("target", targets, samples);
    }

    private static void check(String what, Map<String, Tensor> tensors, int samples) {
        tensors.forEach((name, tensor) -> {
            if (tensor.rows() != samples) {
                throw new IllegalArgumentException(
                        "%s `%s` has %d samples, the first input has %d".formatted(what, name, tensor.rows(), samples));
            }
            int bad = tensor.firstNonFinite();
            if (bad >= 0) {
                throw new IllegalArgumentException(
                        "%s `%s` needs finite numbers, got %s".formatted(what, name, tensor.get(bad)));
            }
        });
    }

    /// All samples of a data set.
    static TracedSamples of(Dataset data) {
        return new TracedSamples(data.inputs(), data.targets());
    }

    public int count() {
        return inputs.firstEntry().getValue().rows();
    }

    /// @throws IllegalArgumentException when there is none of that name
    public Tensor input(String name) {
        return get(inputs, name);
    }

    /// @throws IllegalArgumentException when there is none for that layer
    public Tensor target(String layer) {
        return get(targets, layer);
    }

    private static Tensor get(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no `%s` among %s".formatted(name, tensors.keySet()));
        }
        return tensor;
    }

    /// The same with another number in an input.
    ///
    /// @param index within the sample
    public TracedSamples withInput(String name, int sample, int index, double value) {
        return new TracedSamples(changed(inputs, name, sample, index, value), targets);
    }

    /// The same with another number in a target.
    public TracedSamples withTarget(String layer, int sample, int index, double value) {
        return new TracedSamples(inputs, changed(targets, layer, sample, index, value));
    }

    private static SequencedMap<String, Tensor> changed(
            SequencedMap<String, Tensor> tensors, String name, int sample, int index, double value) {
        Tensor tensor = get(tensors, name).copy();
        tensor.set(sample, index, value);
        SequencedMap<String, Tensor> changed = new LinkedHashMap<>(tensors);
        changed.put(name, tensor);
        return changed;
    }
}
