package backproplab.activation;

import backproplab.catalog.Entry;

/// `f(z) = z / (1 + |z|)`, `f′(z) = 1 / (1 + |z|)²`.
///
/// Reference: Bergstra, Desjardins, Lamblin, Bengio, *Quadratic Polynomials Learn Better Image Features*, 2009.
public record Softsign() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "softsign",
                    "Softsign",
                    "f(z) = z / (1 + |z|): like tanh with a long tail of slope",
                    new Softsign());

    @Override
    public double value(double z) {
        return Double.isInfinite(z) ? Math.signum(z) : z / (1 + Math.abs(z));
    }

    @Override
    public double derivative(double z) {
        double root = 1 / (1 + Math.abs(z));
        return root * root;
    }

    @Override
    public double steepestSlope() {
        return 1;
    }

    @Override
    public Range range() {
        return Range.open(-1, 1);
    }
}
