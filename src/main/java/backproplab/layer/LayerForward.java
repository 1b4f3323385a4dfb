package backproplab.layer;

import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/// What a layer sees on the way forward. Buffers may hold more samples than the batch: only the first
/// [#samples()] count. Indices are those of the lists that the layer itself declares.
public interface LayerForward {
    /// How many samples the batch has.
    int samples();

    /// Whether this pass belongs to a training step (dropout drops, batch statistics are used) or only
    /// evaluates.
    boolean training();

    int inputCount();

    Tensor input(int index);

    Tensor output();

    Tensor parameter(int index);

    /// @throws IllegalStateException when it is not given
    Tensor state(int index);

    /// State that is only there when it is given ([StateSpec#given]), else null.
    @Nullable Tensor givenState(int index);

    Tensor cache(int index);

    /// What stands at the output of the layer: for one that has it inside, see [FunctionInside].
    OutputFunction function();

    /// The random numbers of this layer at this step, the same whenever the step is run again.
    RandomGenerator random();
}
