package backproplab.optimizer;

import backproplab.catalog.Setting;

/// All that decides an update: clip the gradient, add the penalty, apply the optimizer.
///
/// @param scope which parameters are updated at all
public record UpdateRule(Optimizer optimizer, Penalty penalty, Clipping clipping, Scope scope) {
    public static final Setting.Choice<Scope> UPDATE =
            Setting.choice("update", Scope.ALL, "whether biases are updated too, or weights only");

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
}
