package backproplab.cli;

/// Something went wrong that is no mistake in the input, such as a full disk: ends the command with one line and
/// [ExitCode#FAILED].
final class Failed extends RuntimeException {
    Failed(String message) {
        super(message);
    }
}
