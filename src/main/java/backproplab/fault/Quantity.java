package backproplab.fault;

/// What a fault falsifies first. Which gradients are wrong then follows from the chain rule: everything that is computed
/// from it, on the way to the inputs.
public enum Quantity {
    /// `a`: the forward pass is another function, but the backward pass is still that of the described one.
    ACTIVATIONS("the activations a", true, false, true),
    /// `∂L/∂a`, what arrives at a layer from those that it feeds and from its losses.
    ARRIVING("∂L/∂a, what arrives at the layer", true, true, true),
    /// `δ = ∂L/∂z`
    DELTA("δ = ∂L/∂z", true, false, true),
    /// What a layer sends to those that feed it; its own gradients are right.
    SENT_BACK("what the layer sends back to its inputs", false, false, true),
    /// `∂L/∂W` alone
    WEIGHT_GRADIENT("the gradient of the weights", true, false, false),
    /// `∂L/∂b` alone
    BIAS_GRADIENT("the gradient of the bias", true, false, false),
    /// All that is trained in a layer.
    PARAMETER_GRADIENTS("the gradients of all parameters of the layer", true, false, false),
    /// The step, made with right gradients.
    UPDATE("the update", false, false, false),
    /// What goes in; all gradients are right for what the network was given.
    INPUT("the inputs", false, false, false);

    private final String words;
    private final boolean own;
    private final boolean ofFunction;
    private final boolean upstream;

    Quantity(String words, boolean own, boolean ofFunction, boolean upstream) {
        this.words = words;
        this.own = own;
        this.ofFunction = ofFunction;
        this.upstream = upstream;
    }

    /// Whether a gradient check can see it: the analytic gradient is not that of the loss.
    public boolean isSeenByCheck() {
        return own || upstream;
    }

    /// Whether parameters of the faulty layer itself get a wrong gradient.
    boolean reachesOwnParameters() {
        return own;
    }

    /// Whether the learned numbers of the layer's function (PReLU) do too.
    boolean reachesFunctionParameters() {
        return ofFunction;
    }

    /// Whether all layers that feed the faulty one, directly or not, get wrong gradients.
    boolean reachesUpstream() {
        return upstream;
    }

    /// For a sentence, such as "δ = ∂L/∂z".
    @Override
    public String toString() {
        return words;
    }
}
