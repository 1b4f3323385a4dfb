package backproplab.fault;

import backproplab.network.Workings;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// A mistake that people really make in backpropagation: one place of the pass, of the update or of the data replaced by
/// something wrong. Implementations are records whose components are their settings.
///
/// A fault never touches the engine. It is a decorator around one object that a bound network would use anyway
/// ([Workings]), so that training, traces and checks take the same faulty pass, and a network without a fault runs
/// without a single question more. None remembers anything from one pass to the next: a faulty run can be stepped,
/// rewound and traced like any other, bit for bit.
public interface Fault {
    /// What is wrong first; all else follows from it.
    Quantity falsifies();

    /// What is said when the fault is revealed.
    Explanation explanation();

    /// Why this fault cannot be put into `place`, in words for the user; empty when it can.
    Optional<String> refusal(Surroundings surroundings, Place place);

    /// The network's workings with the fault in.
    ///
    /// @param place not refused
    default Workings workings(Surroundings surroundings, Place place) {
        return Workings.AS_DESCRIBED;
    }

    /// What the network is given instead of the samples `x` of the input that the fault is in; a new tensor, or `x`.
    ///
    /// @param place not refused
    default Tensor misread(Surroundings surroundings, Place place, Tensor x) {
        return x;
    }

    /// Three sentences that explain a fault.
    ///
    /// @param wrong what is computed, and what should be
    /// @param rule the rule that was broken
    /// @param seen what one sees of it: in the loss, the gradients, the check
    record Explanation(String wrong, String rule, String seen) {}
}
