package backproplab.optimizer;

import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// What is done to a gradient that is too large, before the penalty is added. A closed protocol: the
/// update has to know each kind.
public sealed interface Clipping {
    /// The gradient stays as it is.
    record None() implements Clipping {}

    /// Each number to `[−limit, limit]`.
    record Value(double limit) implements Clipping {
        private static final Setting.Real LIMIT =
                Setting.positive("limit", 1, 1e300, "no number of the gradient is larger than this");

        public Value {
            LIMIT.check(limit);
        }
    }

    /// All parameters together, scaled by `min(1, maxNorm / (‖g‖₂ + normEps))`.
    record Norm(double maxNorm, double normEps) implements Clipping {
        public Norm {
            Shared.MAX_NORM.check(maxNorm);
            Shared.NORM_EPS.check(normEps);
        }
    }

    /// Each parameter tensor by itself, scaled by `min(1, maxNorm / (‖g‖₂ + normEps))`.
    record NormPerTensor(double maxNorm, double normEps) implements Clipping {
        public NormPerTensor {
            Shared.MAX_NORM.check(maxNorm);
            Shared.NORM_EPS.check(normEps);
        }
    }

    /// What each number is multiplied by when a gradient of this norm may have at most `maxNorm`.
    static double factor(double norm, double maxNorm, double normEps) {
        return Math.min(1, maxNorm / (norm + normEps));
    }

    Catalog<Clipping> CATALOG =
            Catalog.of(
                    "clipping",
                    Entry.<Clipping>plain("none", "None", "the gradient stays as it is", new None()),
                    new Entry<Clipping>(
                            "value",
                            "By value",
                            "each number of the gradient to [−limit, limit]; its direction changes",
                            List.of(Value.LIMIT),
                            it -> new Value(it.real(Value.LIMIT))),
                    new Entry<Clipping>(
                            "norm",
                            "By norm",
                            "the whole gradient scaled down to a norm of at most max_norm; its direction stays",
                            List.of(Shared.MAX_NORM, Shared.NORM_EPS),
                            it -> new Norm(it.real(Shared.MAX_NORM), it.real(Shared.NORM_EPS))),
                    new Entry<Clipping>(
                            "norm_per_tensor",
                            "By norm per tensor",
                            "each parameter array scaled down to a norm of at most max_norm",
                            List.of(Shared.MAX_NORM, Shared.NORM_EPS),
                            it -> new NormPerTensor(it.real(Shared.MAX_NORM), it.real(Shared.NORM_EPS))));

    /// The settings that both kinds of norm clipping have.
    final class Shared {
        private static final Setting.Real MAX_NORM =
                Setting.positive("max_norm", 1, 1e300, "the largest norm that the gradient may have");
        private static final Setting.Real NORM_EPS =
                Setting.real(
                        "norm_eps", 0, 0, 1, "added to the norm before dividing; PyTorch uses 1e-6, the formula 0");

        private Shared() {}
    }
}
