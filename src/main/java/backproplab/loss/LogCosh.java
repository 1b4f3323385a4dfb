package backproplab.loss;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// `l = ln cosh(y − t)`, `∂l/∂y = tanh(y − t)`: nearly e²/2 for a small error e, nearly `|e| − ln 2` for a
/// large one.
///
/// Two forms, because `cosh e` overflows from 711 on, and rounds to 1 under 1e-8:
/// `|e| − ln 2 + ln(1 + exp(−2|e|))` above 1, and below `ln(1 + m² / (2(1 + m)))` with `m = exp(|e|) − 1`,
/// since `cosh e − 1 = m² / (2(1 + m))`.
public record LogCosh() implements ElementwiseLoss {
    private static final double LN_2 = 0.6931471805599453;

    static final Entry<Loss> ENTRY =
            Entry.plain(
                    "log_cosh",
                    "Log-cosh",
                    "l = ln cosh(y − t): squared for small errors, straight for large ones, without a kink",
                    new LogCosh());

    @Override
    public double value(double y, double t) {
        double size = Math.abs(y - t);
        if (size > 1) {
            return size - LN_2 + Elementary.log1p(Elementary.exp(-2 * size));
        }
        double m = Elementary.expm1(size);
        return Elementary.log1p(m * m / (2 * (1 + m)));
    }

    @Override
    public double derivative(double y, double t) {
        return Elementary.tanh(y - t);
    }
}
