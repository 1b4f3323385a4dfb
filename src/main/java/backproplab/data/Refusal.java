package backproplab.data;

import java.util.List;

/// Carries problems from deep inside a reader to its door, where they become a [Read.Refused].
final class Refusal extends Exception {
    private final transient List<DataProblem> problems;

    Refusal(DataProblem problem) {
        this(List.of(problem));
    }

    Refusal(List<DataProblem> problems) {
        super(problems.getFirst().message());
        this.problems = problems;
    }

    <T> Read<T> toRead() {
        return new Read.Refused<>(problems);
    }
}
