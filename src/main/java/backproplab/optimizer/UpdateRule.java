package backproplab.optimizer;

import backproplab.catalog.Setting;

/// All that decides an update: clip the gradient, add the penalty, apply the optimizer.
///
/// @param scope which parameters are updated at all
public record UpdateRule(Optimizer optimizer, Penalty penalty, Clipping clipping, Scope scope) {
    public static final Setting.Choice<Scope> UPDATE =
            Setting.choice(
                    "update",
                    Scope.ALL,
                    "whether every update changes all parameters, or the weights only and biases stay as they are");

    public enum Scope {
        ALL,
        WEIGHTS_ONLY
    }

    /// The optimizer alone: no penalty, no clipping, every parameter updated.
    public static UpdateRule of(Optimizer optimizer) {
        return new UpdateRule(optimizer, Penalty.NONE, new Clipping.None(), Scope.ALL);
    }

    public UpdateRule with(Optimizer changed) {
        return new UpdateRule(changed, penalty, clipping, scope);
    }

    public UpdateRule with(Penalty changed) {
        return new UpdateRule(optimizer, changed, clipping, scope);
    }

    public UpdateRule with(Clipping changed) {
        return new UpdateRule(optimizer, penalty, changed, scope);
    }

    public UpdateRule with(Scope changed) {
        return new UpdateRule(optimizer, penalty, clipping, changed);
    }

    public UpdateRule withLearningRate(double learningRate) {
        return with(optimizer.withLearningRate(learningRate));
    }
}
