package backproplab.cli;

/// What the program returns to the shell; documented in the help of `backprop-lab`.
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int REFUSED = 2;

    private ExitCode() {}
}
