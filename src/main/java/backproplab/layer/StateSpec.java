package backproplab.layer;

import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// One tensor that a layer keeps without training it.
///
/// @param name the name in files, such as `running_mean`
/// @param shape of the tensor; where nothing is kept unless it is given, of one of its rows
/// @param start what it holds before the first step, not to be changed; absent where nothing is kept unless it is given
public record StateSpec(String name, Shape shape, Optional<Tensor> start) {
    public StateSpec(String name, Tensor start) {
        this(name, start.shape(), Optional.of(start));
    }

    /// A tensor that is there only when somebody gives it, such as the mask of an exercise or the first hidden state of a
    /// sequence: `[rows, …]` with a row for each sample of a batch. The sample at place s of a batch has row `s mod rows`,
    /// so that one row is enough for all.
    ///
    /// @param item the shape of a row
    public static StateSpec given(String name, Shape item) {
        return new StateSpec(name, item, Optional.empty());
    }

    public boolean takes(Shape tensor) {
        return start.isPresent() ? tensor.equals(shape) : tensor.rank() > 0 && tensor.item().equals(shape);
    }

    /// What a tensor of another shape should have had.
    public Shape needed(Shape refused) {
        return start.isPresent() ? shape : shape.batched(refused.rank() == 0 ? 1 : refused.size(0));
    }
}
