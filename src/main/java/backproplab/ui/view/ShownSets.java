package backproplab.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which samples are drawn.
enum ShownSets {
    BOTH(true, true),
    TRAINING(true, false),
    TEST(false, true);

    private final boolean training;
    private final boolean test;

    ShownSets(boolean training, boolean test) {
        this.training = training;
        this.test = test;
    }

    boolean training() {
        return training;
    }

    boolean test() {
        return test;
    }

    /// Those of the two that are.
    List<Judged> of(Judged trained, Optional<Judged> tested) {
        List<Judged> sets = new ArrayList<>();
        if (training || tested.isEmpty()) {
            sets.add(trained);
        }
        if (test) {
            tested.ifPresent(sets::add);
        }
        return sets;
    }
}
