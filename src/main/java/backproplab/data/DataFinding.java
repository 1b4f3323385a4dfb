package backproplab.data;

/// Something about a data set that a network will find hard, found before training.
///
/// @param place the input or target, in words
/// @param name of that input, or of the layer that the targets are for; empty for classes
/// @param sentence what was found, with the numbers
/// @param rule when that is said
/// @param wayOut one thing to do about it
public record DataFinding(
        Severity severity, Kind kind, String place, String name, String sentence, String rule, String wayOut) {
    /// How much it matters.
    public enum Severity {
        /// Good to know; training goes on as well without.
        NOTE,
        /// Learning will be slow, or stop short.
        WARNING
    }

    /// What it is about.
    public enum Kind {
        LARGE_INPUTS,
        SMALL_INPUTS,
        CONSTANT_COLUMNS,
        OVERFLOWED_BYTES,
        TARGETS_OUT_OF_RANGE,
        TARGETS_AT_LIMIT,
        UNBALANCED_CLASSES
    }
}
