package backproplab.loss;

/// How many terms become one number.
public enum Reduction {
    SUM,
    MEAN;

    /// What each of `count` terms is multiplied by.
    public double factor(int count) {
        return this == SUM ? 1 : 1.0 / count;
    }
}
