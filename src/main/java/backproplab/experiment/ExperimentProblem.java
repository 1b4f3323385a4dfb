package backproplab.experiment;

/// A mistake in an experiment file, found before anything runs.
///
/// @param at where, as a JSON pointer (RFC 6901); empty for the file as a whole
/// @param message what is wrong, with what was given
/// @param hint one way out
public record ExperimentProblem(String at, String message, String hint) {
    /// In one line, whatever the names in it hold.
    @Override
    public String toString() {
        return "%s%s; %s".formatted(at.isEmpty() ? "" : at + ": ", message, hint).replaceAll("\\p{Cntrl}+", " ");
    }
}
