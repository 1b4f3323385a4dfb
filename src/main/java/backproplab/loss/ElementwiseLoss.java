package backproplab.loss;

/// A loss that is a sum of one term per output.
public interface ElementwiseLoss extends Loss {
    /// `l(y, t)` of one output
    double value(double y, double t);

    /// `∂l/∂y` of one output
    double derivative(double y, double t);

    @Override
    default double value(double[] y, double[] t, int from, int n) {
        double sum = 0;
        for (int k = from; k < from + n; k++) {
            sum += value(y[k], t[k]);
        }
        return sum;
    }

    @Override
    default void addGradient(double[] y, double[] t, int from, int n, double scale, double[] dy) {
        for (int k = from; k < from + n; k++) {
            dy[k] += scale * derivative(y[k], t[k]);
        }
    }
}
