package backproplab.experiment;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a file.
final class Problems {
    /// A file in which every number is wrong needs no million messages.
    private static final int LIMIT = 100;

    private final List<ExperimentProblem> found = new ArrayList<>();

    void add(Pointer at, String message, String hint) {
        if (found.size() < LIMIT) {
            found.add(new ExperimentProblem(at.toString(), message, hint));
        }
    }

    int count() {
        return found.size();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<ExperimentProblem> all() {
        return List.copyOf(found);
    }
}
