package backproplab.data;

import static backproplab.data.DataFinding.Severity.WARNING;

import java.util.Optional;

/// What [DataDoctor] says of classes of very unequal size.
final class ClassBalance {
    private static final int TIMES = 4;

    /// In tables of a few lines every count is a matter of the example.
    private static final int ENOUGH_SAMPLES = 20;

    private ClassBalance() {}

    /// Whether there are classes, and enough samples of them to compare.
    static boolean concerns(Dataset data) {
        return data.classes() >= 2 && data.samples() >= ENOUGH_SAMPLES;
    }

    static Optional<DataFinding> finding(Dataset data) {
        if (!concerns(data)) {
            return Optional.empty();
        }
        int[] counts = new int[data.classes()];
        for (int i = 0; i < data.samples(); i++) {
            counts[data.classOf(i)]++;
        }
        int most = 0;
        int least = 0;
        for (int k = 1; k < counts.length; k++) {
            most = counts[k] > counts[most] ? k : most;
            least = counts[k] < counts[least] ? k : least;
        }
        if (counts[most] <= TIMES * counts[least]) {
            return Optional.empty();
        }
        return Optional.of(
                new DataFinding(
                        WARNING,
                        DataFinding.Kind.UNBALANCED_CLASSES,
                        "classes",
                        "",
                        "class `%s` has %d samples and class `%s` %d: a network that always says `%1$s` is right in %d %%"
                                .formatted(
                                        data.classNames().get(most),
                                        counts[most],
                                        data.classNames().get(least),
                                        counts[least],
                                        Math.round(100.0 * counts[most] / data.samples())),
                        "the largest class more than %d times as large as the smallest, with at least %d samples"
                                .formatted(TIMES, ENOUGH_SAMPLES),
                        "look at the confusion matrix and not at the accuracy, or take more samples of the rare"
                                + " class"));
    }
}
