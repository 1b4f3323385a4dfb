package backproplab.backprop;

import backproplab.network.Parameters;
import backproplab.network.Workings;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.Clipping.NormOf;
import backproplab.optimizer.GradientNorm;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.Penalty.DecayOn;
import backproplab.optimizer.UpdateRule;
import backproplab.optimizer.UpdateRule.Scope;
import backproplab.tensor.Kernels;
import backproplab.tensor.Tensor;

import java.util.List;

/// The update of all parameters of a network: clip the gradient, add the penalty, apply the optimizer. The
/// gradients themselves stay as the backward pass left them.
///
/// All of it is done in blocks that the nearest cache holds, with the sums that the statistics want, so that a parameter
/// passes through memory once.
public final class ParameterUpdate {
    /// How many numbers make a block. It is part of the order in which the sums are added.
    private static final int BLOCK = 1024;

    private final Parameters parameters;
    private final Gradients gradients;
    private final Workings workings;
    private final double[] effective;
    private final double[] before = new double[BLOCK];
    private final double[] sums = new double[2];
    private final double[] valueSquares;
    private final double[] updateSquares;

    /// Updates the parameters of the network that `pass` goes through, as that network works.
    public ParameterUpdate(BackwardPass pass) {
        this(pass.network().parameters(), pass.gradients(), pass.network().workings());
    }

    public ParameterUpdate(Parameters parameters, Gradients gradients) {
        this(parameters, gradients, Workings.AS_DESCRIBED);
    }

    private ParameterUpdate(Parameters parameters, Gradients gradients, Workings workings) {
        this.workings = workings;
        this.parameters = parameters;
        this.gradients = gradients;
        int largest = parameters.sizes().stream().mapToInt(it -> it).max().orElse(0);
        this.effective = new double[largest];
        this.valueSquares = new double[parameters.trained().size()];
        this.updateSquares = new double[parameters.trained().size()];
    }

    /// Hears of each part of a parameter tensor that is changed, right before it is.
    public interface Listener {
        /// Hears nothing.
        Listener NONE = (_, _, _, _) -> {};

        /// @param parameter its position in [Parameters#trained()]
        /// @param effective holds the gradient after clipping and penalty, which the optimizer gets; what is kept of it
        ///         must be copied
        /// @param from the index of the first number of the part, in `effective` as in the parameter
        /// @param to one past the index of the last
        void updating(int parameter, double[] effective, int from, int to);
    }

    /// Changes the parameters and `state`.
    public void apply(UpdateRule rule, OptimizerState state) {
        apply(rule, state, Listener.NONE);
    }

    /// Changes the parameters and `state`.
    public void apply(UpdateRule rule, OptimizerState state, Listener listener) {
        Optimizer optimizer = workings.optimizer(rule.optimizer());
        long update = state.nextUpdate();
        double norm = rule.clipping().normOf() == NormOf.GRADIENT ? gradientNorm() : Double.NaN;
        List<Parameters.Parameter> trained = parameters.trained();
        for (int p = 0; p < trained.size(); p++) {
            if (rule.scope() == Scope.WEIGHTS_ONLY && trained.get(p).isBias()) {
                leave(p);
            } else {
                change(p, rule, norm, optimizer, state.slots(p), update, listener);
            }
        }
    }

    private void leave(int p) {
        double[] w = parameters.trained().get(p).value().values();
        Kernels.sizes(w, 0, w.length, sums);
        valueSquares[p] = sums[0];
        updateSquares[p] = 0;
    }

    private void change(
            int p,
            UpdateRule rule,
            double gradientNorm,
            Optimizer optimizer,
            double[][] slots,
            long update,
            Listener listener) {
        Parameters.Parameter parameter = parameters.trained().get(p);
        double[] w = parameter.value().values();
        double[] gradient = gradients.parameters().get(p).values();
        double norm = norm(rule.clipping(), gradient, gradientNorm);
        boolean decays = rule.penalty().decayOn() == DecayOn.ALL || parameter.isWeights();
        boolean isPenalized = decays && !rule.penalty().isNone();
        boolean isCopied = isPenalized || !(rule.clipping() instanceof Clipping.None);
        double[] g = isCopied ? effective : gradient;
        double newSquares = 0;
        double changes = 0;
        for (int from = 0; from < w.length; from += BLOCK) {
            int to = Math.min(w.length, from + BLOCK);
            if (isCopied) {
                rule.clipping().clip(gradient, g, from, to, norm);
            }
            if (isPenalized) {
                rule.penalty().addGradient(w, g, from, to);
            }
            listener.updating(p, g, from, to);
            System.arraycopy(w, from, before, 0, to - from);
            optimizer.update(w, g, slots, from, to, update, decays);
            Kernels.changes(w, from, before, to - from, sums);
            newSquares += sums[0];
            changes += sums[1];
        }
        valueSquares[p] = newSquares;
        updateSquares[p] = changes;
    }

    private static double norm(Clipping clipping, double[] gradient, double gradientNorm) {
        return clipping.normOf() == NormOf.TENSOR ? GradientNorm.of(gradient, gradient.length) : gradientNorm;
    }

    /// `‖∂L/∂parameters‖₂` over all parameters together.
    public double gradientNorm() {
        return GradientNorm.of(gradients.parameters());
    }

    /// The gradient of one parameter after clipping, as the next [#apply] would use it; a copy.
    public Tensor clipped(Clipping clipping, int parameter) {
        Tensor gradient = gradients.parameters().get(parameter);
        Tensor clipped = Tensor.zeros(gradient.shape());
        double norm = norm(clipping, gradient.values(), gradientNorm());
        clipping.clip(gradient.values(), clipped.values(), 0, clipped.size(), norm);
        return clipped;
    }

    /// `Σ w²` of one parameter tensor after the last update; infinite or NaN when one of the numbers is.
    public double valueSquares(int parameter) {
        return valueSquares[parameter];
    }

    /// `Σ Δw²` of the last update of one parameter tensor.
    public double updateSquares(int parameter) {
        return updateSquares[parameter];
    }
}
