package backproplab.loss;

import backproplab.catalog.Entry;

import java.util.List;

/// `l = max(0, margin − t·y)²`, `∂l/∂y = −2t · max(0, margin − t·y)`: the hinge without its kink. The targets
/// are −1 and 1, the sign of y is the answer.
///
/// Reference: Tang, *Deep Learning using Linear Support Vector Machines*, 2013 (L2-SVM).
public record SquaredHinge(double margin) implements ElementwiseLoss {
    static final Entry<Loss> ENTRY =
            new Entry<>(
                    "squared_hinge",
                    "Squared hinge",
                    "l = max(0, margin − t·y)², t = −1 or 1: the hinge without its kink",
                    List.of(Margin.SETTING),
                    it -> new SquaredHinge(it.real(Margin.SETTING)));

    public SquaredHinge {
        Margin.SETTING.check(margin);
    }

    @Override
    public double value(double y, double t) {
        double missing = Math.max(0, Margin.missing(margin, y, t));
        return missing * missing;
    }

    @Override
    public double derivative(double y, double t) {
        return -2 * t * Math.max(0, Margin.missing(margin, y, t));
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
