package backproplab.data;

import java.util.List;
import java.util.function.Function;

/// What a reader gives back: what it read, or everything that kept it from doing so. A broken file is no exception.
public sealed interface Read<T> {
    record Loaded<T>(T value) implements Read<T> {}

    /// @param problems at least one
    record Refused<T>(List<DataProblem> problems) implements Read<T> {
        public Refused {
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("nothing is refused without a problem");
            }
            problems = List.copyOf(problems);
        }

        private <U> Refused<U> retyped() {
            return new Refused<>(problems);
        }
    }

    /// Goes on with what was read.
    default <U> Read<U> then(Function<? super T, Read<U>> next) {
        return switch (this) {
            case Loaded<T>(T value) -> next.apply(value);
            case Refused<T> refused -> refused.retyped();
        };
    }
}
