package backproplab.statistics;

/// What the training set, all of it, has to say of a unit.
public enum UnitState {
    /// `f′(z) = 0` for every sample: no gradient passes, and none of the weights that lead to it learns from any
    /// sample.
    DEAD,
    /// `f′(z) ≠ 0` for some samples, but for less than 1 %.
    NEARLY_DEAD,
    ALIVE
}
