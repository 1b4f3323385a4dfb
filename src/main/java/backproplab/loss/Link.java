package backproplab.loss;

/// An output function that some losses can be computed through in one closed form
/// (see [Loss#fusedWith]). The name is that of generalized linear models.
public enum Link {
    /// `yₖ = 1 / (1 + exp(−zₖ))`, each output on its own
    SIGMOID,
    /// `yₖ = exp(zₖ) / Σⱼ exp(zⱼ)` over the last axis
    SOFTMAX,
    /// `yₖ = zₖ − ln Σⱼ exp(zⱼ)` over the last axis
    LOG_SOFTMAX
}
