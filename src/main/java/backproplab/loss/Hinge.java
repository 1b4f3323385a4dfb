package backproplab.loss;

import backproplab.catalog.Entry;

import java.util.List;

/// `l = max(0, margin − t·y)`, `∂l/∂y = −t` where that is positive, else 0, also at the kink `t·y = margin`.
/// The targets are −1 and 1, the sign of y is the answer.
///
/// Reference: Cortes, Vapnik, *Support-Vector Networks*, 1995. With margin 0 it is the perceptron's criterion.
public record Hinge(double margin) implements ElementwiseLoss {
    static final Entry<Loss> ENTRY =
            new Entry<>(
                    "hinge",
                    "Hinge",
                    "l = max(0, margin − t·y), t = −1 or 1: costs nothing once the answer is right by the margin",
                    List.of(Margin.SETTING),
                    it -> new Hinge(it.real(Margin.SETTING)));

    public Hinge {
        Margin.SETTING.check(margin);
    }

    @Override
    public double value(double y, double t) {
        return Math.max(0, Margin.missing(margin, y, t));
    }

    @Override
    public double derivative(double y, double t) {
        double missing = Margin.missing(margin, y, t);
        return missing > 0 ? -t : missing <= 0 ? 0 : Double.NaN;
    }

    @Override
    public List<Double> kinks(double t) {
        return t == 0 ? List.of() : List.of(margin / t);
    }

    @Override
    public boolean takesTarget(double t) {
        return Margin.takesTarget(t);
    }

    @Override
    public String targetsNeeded() {
        return Margin.TARGETS_NEEDED;
    }
}
