package backproplab.fault;

import backproplab.loss.Loss;

/// A loss that costs what the [#real] one does and takes the same targets, unless an implementation overrides it. It has
/// no closed form through a function.
interface LossDecorator extends Loss {
    Loss real();

    @Override
    default double value(double[] y, double[] t, int from, int n) {
        return real().value(y, t, from, n);
    }

    @Override
    default boolean takesTarget(double t) {
        return real().takesTarget(t);
    }

    @Override
    default String targetsNeeded() {
        return real().targetsNeeded();
    }

    @Override
    default boolean takesLogits() {
        return real().takesLogits();
    }
}
