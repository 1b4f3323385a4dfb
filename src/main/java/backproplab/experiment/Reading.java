package backproplab.experiment;

import java.util.List;

/// What came of reading: the thing itself, or everything that is wrong with it.
public sealed interface Reading<T> {
    record Done<T>(T value) implements Reading<T> {}

    /// @param problems at least one, in the order of the checks
    record Refused<T>(List<ExperimentProblem> problems) implements Reading<T> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
