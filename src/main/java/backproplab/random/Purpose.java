package backproplab.random;

/// What random numbers are drawn for. Each purpose has a stream of its own, see [SeededRandom#of].
public enum Purpose {
    /// The samples that a generator makes.
    DATA(1),
    /// Which samples become the test set.
    SPLIT(2),
    /// The parameters before the first step.
    WEIGHTS(3),
    /// The order of the samples within an epoch.
    SHUFFLE(4),
    /// Which units dropout leaves out.
    DROPOUT(5),
    /// Which parameters or samples a check looks at when there are too many.
    CHECK(6),
    /// Which fault an exercise hides, and where.
    EXERCISE(7);

    private final long salt;

    /// @param salt part of the file format: changing one changes the numbers of every saved seed
    Purpose(long salt) {
        this.salt = salt;
    }

    long salt() {
        return salt;
    }
}
