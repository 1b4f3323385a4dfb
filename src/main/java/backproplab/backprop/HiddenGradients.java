package backproplab.backprop;

import backproplab.tensor.Tensor;

/// How large the gradient of a recurrent layer's state is from step to step, where vanishing and exploding over time are
/// seen.
public final class HiddenGradients {
    private HiddenGradients() {}

    /// `‖∂L/∂hₜ‖` for each step t, the 2-norm over samples and units.
    ///
    /// @param gradient `∂L/∂hₜ` of all steps, `[samples, time, units]`; see [BackwardTrace.LayerTrace#hidden]
    public static double[] norms(Tensor gradient) {
        int steps = gradient.shape().size(1);
        int units = gradient.shape().size(2);
        double[] norms = new double[steps];
        for (int t = 0; t < steps; t++) {
            double squares = 0;
            for (int s = 0; s < gradient.rows(); s++) {
                for (int i = (s * steps + t) * units; i < (s * steps + t + 1) * units; i++) {
                    squares = Math.fma(gradient.get(i), gradient.get(i), squares);
                }
            }
            norms[t] = Math.sqrt(squares);
        }
        return norms;
    }

    /// The root mean square of `∂L/∂hₜ` for each step t, over samples and units.
    public static double[] rootMeanSquares(Tensor gradient) {
        double[] sizes = norms(gradient);
        double root = Math.sqrt((double) gradient.rows() * gradient.shape().size(2));
        for (int t = 0; t < sizes.length; t++) {
            sizes[t] /= root;
        }
        return sizes;
    }
}
