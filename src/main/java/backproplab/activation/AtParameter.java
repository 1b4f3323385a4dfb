package backproplab.activation;

import java.util.List;

/// A learned activation with its number held at `p`, see [LearnedActivation#at].
record AtParameter(LearnedActivation function, double p) implements Activation {
    @Override
    public double value(double z) {
        return function.value(z, p);
    }

    @Override
    public double derivative(double z) {
        return function.derivative(z, p);
    }

    @Override
    public double steepestSlope() {
        return function.steepestSlope(p);
    }

    @Override
    public List<Double> kinks() {
        return function.kinks(p);
    }

    @Override
    public Range range() {
        return function.range(p);
    }
}
