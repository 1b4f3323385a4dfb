package backproplab.ui.viewmodel;

/// Something that happened at a step of a run and explains what its curves do from there on.
///
/// @param text a few words, to stand beside a line in a chart
public record Mark(long step, Kind kind, String text) {
    /// From the lightest to the gravest.
    public enum Kind {
        /// A setting was changed.
        CHANGED,
        /// Units died.
        DIED,
        /// A flag of the gradient came on, see [backproplab.statistics.GradientFlow].
        FLAG,
        /// A number turned NaN or infinite.
        DIVERGED
    }
}
