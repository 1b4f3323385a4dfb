package backproplab.data;

import backproplab.tensor.Tensor;

import java.util.List;

/// What the targets ask of a network: it decides about accuracy, confusion matrix and the picture of the output.
public sealed interface Task {
    /// Any numbers.
    record Regression() implements Task {
        @Override
        public boolean fits(Tensor targets) {
            return true;
        }
    }

    /// Every target is one of two numbers, each on its own: one column that says yes or no, or several that are
    /// independent of each other, such as the segments of a display.
    record Binary(Coding coding) implements Task {
        @Override
        public boolean fits(Tensor targets) {
            for (double value : targets.values()) {
                if (!coding.has(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// One of several classes: along the last axis exactly one number is `coding.high()`, the others are
    /// `coding.low()` ("one-hot").
    record Classes(Coding coding) implements Task {
        @Override
        public boolean fits(Tensor targets) {
            int classes = targets.shape().last();
            if (classes < 2) {
                return false;
            }
            for (int from = 0; from < targets.size(); from += classes) {
                if (!isOneHot(targets.values(), from, classes)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isOneHot(double[] values, int from, int classes) {
            int high = 0;
            for (int k = from; k < from + classes; k++) {
                if (!coding.has(values[k])) {
                    return false;
                }
                if (values[k] == coding.high()) {
                    high++;
                }
            }
            return high == 1;
        }
    }

    /// Whether `targets` `[samples, …]` look as this task needs them.
    boolean fits(Tensor targets);

    /// What the numbers themselves say: the narrowest task that they fit.
    static Task of(Tensor targets) {
        return NARROWEST_FIRST.stream().filter(it -> it.fits(targets)).findFirst().orElseThrow();
    }

    List<Task> NARROWEST_FIRST =
            List.of(
                    new Classes(Coding.ZERO_ONE),
                    new Classes(Coding.MINUS_ONE_ONE),
                    new Binary(Coding.ZERO_ONE),
                    new Binary(Coding.MINUS_ONE_ONE),
                    new Regression());
}
