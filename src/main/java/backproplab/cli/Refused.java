package backproplab.cli;

import backproplab.experiment.ExperimentProblem;

import java.util.List;

/// Input that cannot be worked with: ends the command with one line and [ExitCode#REFUSED].
final class Refused extends RuntimeException {
    Refused(String message) {
        super(message);
    }

    /// The first problem of a file; the line says when there are more.
    static Refused file(String file, List<ExperimentProblem> problems) {
        return new Refused(line(file, problems));
    }

    static String line(String file, List<ExperimentProblem> problems) {
        String more =
                problems.size() == 1
                        ? ""
                        : " (and %d more; `backprop-lab gradients` lists them all)".formatted(problems.size() - 1);
        return "%s: %s%s".formatted(file, problems.getFirst(), more);
    }
}
