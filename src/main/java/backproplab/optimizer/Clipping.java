package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// What is done to a gradient that is too large, before the penalty is added. A closed protocol: every kind is here.
///
/// Reference: Pascanu, Mikolov, Bengio, *On the difficulty of training recurrent neural networks*, 2013.
public sealed interface Clipping {
    /// The clipped gradient of a part of one parameter tensor.
    ///
    /// @param g the gradient, left as it is
    /// @param clipped receives what is left of it, each number at its own place; may be `g` itself
    /// @param from the index of the first number
    /// @param to one past the index of the last
    /// @param norm `‖g‖₂` of what [#normOf] asks for ([GradientNorm])
    void clip(double[] g, double[] clipped, int from, int to, double norm);

    /// Of what [#clip] reads the norm.
    default NormOf normOf() {
        return NormOf.NOTHING;
    }

    /// What a norm is taken of.
    enum NormOf {
        /// No norm need be computed.
        NOTHING,
        /// Of the parameter tensor that is clipped.
        TENSOR,
        /// Of all parameters together.
        GRADIENT
    }

    /// What each number is multiplied by when a gradient of this norm may have at most `maxNorm`.
    ///
    /// A gradient with NaN or ∞ in it has no norm to cut and stays as it is: clipping would turn its finite numbers to
    /// 0 or NaN, and the program could no longer name the first layer that failed.
    static double factor(double norm, double maxNorm, double normEps) {
        return Double.isFinite(norm) ? Math.min(1, maxNorm / (norm + normEps)) : 1;
    }

    /// The gradient stays as it is.
    record None() implements Clipping {
        static final Entry<Clipping> ENTRY = Entry.plain("none", "None", "the gradient stays as it is", new None());

        @Override
        public void clip(double[] g, double[] clipped, int from, int to, double norm) {
            System.arraycopy(g, from, clipped, from, to - from);
        }
    }

    /// Each number to `[−limit, limit]`.
    record Value(double limit) implements Clipping {
        private static final Setting.Real LIMIT =
                Setting.positive("limit", 1, 1e300, "the largest size that a single number of the gradient may have");

        static final Entry<Clipping> ENTRY =
                new Entry<>(
                        "value",
                        "By value",
                        "each number of the gradient to [−limit, limit]; its direction changes",
                        List.of(LIMIT),
                        it -> new Value(it.real(LIMIT)));

        public Value {
            LIMIT.check(limit);
        }

        @Override
        public void clip(double[] g, double[] clipped, int from, int to, double norm) {
            for (int i = from; i < to; i++) {
                clipped[i] = Math.clamp(g[i], -limit, limit);
            }
        }
    }

    /// All parameters together, scaled by `min(1, maxNorm / (‖g‖₂ + normEps))`.
    record Norm(double maxNorm, double normEps) implements Clipping {
        static final Entry<Clipping> ENTRY =
                new Entry<>(
                        "norm",
                        "By norm",
                        "the whole gradient scaled down to a norm of at most max_norm; its direction stays",
                        List.of(NormSettings.MAX_NORM, NormSettings.NORM_EPS),
                        it -> new Norm(it.real(NormSettings.MAX_NORM), it.real(NormSettings.NORM_EPS)));

        public Norm {
            NormSettings.MAX_NORM.check(maxNorm);
            NormSettings.NORM_EPS.check(normEps);
        }

        @Override
        public NormOf normOf() {
            return NormOf.GRADIENT;
        }

        @Override
        public void clip(double[] g, double[] clipped, int from, int to, double norm) {
            scale(g, clipped, from, to, factor(norm, maxNorm, normEps));
        }
    }

    /// Each parameter tensor by itself, scaled by `min(1, maxNorm / (‖g‖₂ + normEps))`.
    record NormPerTensor(double maxNorm, double normEps) implements Clipping {
        static final Entry<Clipping> ENTRY =
                new Entry<>(
                        "norm_per_tensor",
                        "By norm per tensor",
                        "each parameter array scaled down to a norm of at most max_norm",
                        List.of(NormSettings.MAX_NORM, NormSettings.NORM_EPS),
                        it -> new NormPerTensor(it.real(NormSettings.MAX_NORM), it.real(NormSettings.NORM_EPS)));

        public NormPerTensor {
            NormSettings.MAX_NORM.check(maxNorm);
            NormSettings.NORM_EPS.check(normEps);
        }

        @Override
        public NormOf normOf() {
            return NormOf.TENSOR;
        }

        @Override
        public void clip(double[] g, double[] clipped, int from, int to, double norm) {
            scale(g, clipped, from, to, factor(norm, maxNorm, normEps));
        }
    }

    private static void scale(double[] g, double[] clipped, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            clipped[i] = g[i] * factor;
        }
    }

    /// The settings that both kinds of norm clipping have.
    final class NormSettings {
        private static final Setting.Real MAX_NORM =
                Setting.positive(
                        "max_norm",
                        1,
                        1e300,
                        "the largest norm (length) that a gradient may have; a longer one is scaled down");
        private static final Setting.Real NORM_EPS =
                Setting.real(
                                "norm_eps",
                                0,
                                0,
                                1,
                                "a small number added to the norm before dividing by it; PyTorch adds 1e-6")
                        .slider(0, 0.001);

        private NormSettings() {}
    }
}
