package backproplab.loss;

import backproplab.tensor.Elementary;

/// `t · ln p` and its kin, with `0 · ln 0 = 0`: what is not asked for costs nothing, however small its
/// prediction. NaN stays NaN, asked for or not.
final class LogTerm {
    private LogTerm() {}

    /// `t · ln p`
    static double value(double t, double p) {
        return t == 0 && !Double.isNaN(p) ? 0 : t * Elementary.log(p);
    }

    /// `t · ln(1 − p)`, with all digits when p is small
    static double ofComplement(double t, double p) {
        return t == 0 && !Double.isNaN(p) ? 0 : t * Elementary.log1p(-p);
    }

    /// `t / p = ∂(t · ln p)/∂p`
    static double derivative(double t, double p) {
        return t == 0 && !Double.isNaN(p) ? 0 : t / p;
    }
}
