package backproplab.backprop;

import backproplab.network.Parameters;
import backproplab.network.Workings;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.GradientNorm;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.Penalty.DecayOn;
import backproplab.optimizer.UpdateRule;
import backproplab.optimizer.UpdateRule.Scope;
import backproplab.tensor.Tensor;

import java.util.List;

/// The update of all parameters of a network: clip the gradient, add the penalty, apply the optimizer. The
/// gradients themselves stay as the backward pass left them.
public final class ParameterUpdate {
    private final Parameters parameters;
    private final Gradients gradients;
    private final Workings workings;
    private final double[] effective;
    private final double[] before;
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
        this.before = new double[largest];
        this.updateSquares = new double[parameters.trained().size()];
    }

    /// Hears of each parameter tensor that is changed, right before it is.
    public interface Listener {
        /// Hears nothing.
        Listener NONE = (_, _) -> {};

        /// @param parameter its position in [Parameters#trained()]
        /// @param effective the gradient after clipping and penalty, which the optimizer gets; what is kept of it
        ///         must be copied, and it may hold more numbers than the parameter has
        void updating(int parameter, double[] effective);
    }

    /// Changes the parameters and `state`.
    public void apply(UpdateRule rule, OptimizerState state) {
        apply(rule, state, Listener.NONE);
    }

    /// Changes the parameters and `state`.
    public void apply(UpdateRule rule, OptimizerState state, Listener listener) {
        Optimizer optimizer = workings.optimizer(rule.optimizer());
        long update = state.nextUpdate();
        double norm = rule.clipping().needsNorm() ? gradientNorm() : Double.NaN;
        List<Parameters.Parameter> trained = parameters.trained();
        for (int p = 0; p < trained.size(); p++) {
            Parameters.Parameter parameter = trained.get(p);
            updateSquares[p] = 0;
            if (rule.scope() == Scope.WEIGHTS_ONLY && parameter.isBias()) {
                continue;
            }
            double[] w = parameter.value().values();
            int n = w.length;
            boolean decays = rule.penalty().decayOn() == DecayOn.ALL || parameter.isWeights();
            rule.clipping().clip(gradients.parameters().get(p).values(), effective, n, norm);
            if (decays && !rule.penalty().isNone()) {
                rule.penalty().addGradient(w, effective, n);
            }
            listener.updating(p, effective);
            System.arraycopy(w, 0, before, 0, n);
            optimizer.update(w, effective, state.slots(p), n, update, decays);
            updateSquares[p] = squaredDistance(w, before, n);
        }
    }

    /// `‖∂L/∂parameters‖₂` over all parameters together.
    public double gradientNorm() {
        return GradientNorm.of(gradients.parameters());
    }

    /// The gradient of one parameter after clipping, as the next [#apply] would use it; a copy.
    public Tensor clipped(Clipping clipping, int parameter) {
        Tensor gradient = gradients.parameters().get(parameter);
        Tensor clipped = Tensor.zeros(gradient.shape());
        clipping.clip(gradient.values(), clipped.values(), clipped.size(), gradientNorm());
        return clipped;
    }

    /// `Σ Δw²` of the last update of one parameter tensor.
    public double updateSquares(int parameter) {
        return updateSquares[parameter];
    }

    private static double squaredDistance(double[] a, double[] b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double d = a[i] - b[i];
            sum = Math.fma(d, d, sum);
        }
        return sum;
    }
}
