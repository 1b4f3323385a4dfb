package backproplab.ui.view;

import java.util.Arrays;

/// How often samples of each class were taken for each class: a row for the true class, a column for the predicted one.
final class ConfusionMatrix {
    private final int[][] counts;

    ConfusionMatrix(int classes) {
        counts = new int[classes][classes];
    }

    void add(int truth, int predicted) {
        counts[truth][predicted]++;
    }

    int classes() {
        return counts.length;
    }

    int count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /// The samples of that class.
    int of(int truth) {
        return Arrays.stream(counts[truth]).sum();
    }

    int total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    int right() {
        int right = 0;
        for (int k = 0; k < counts.length; k++) {
            right += counts[k][k];
        }
        return right;
    }

    int wrong() {
        return total() - right();
    }

    /// The part of the samples of a class that was taken for another; 0 where there are none.
    double share(int truth, int predicted) {
        int all = of(truth);
        return all == 0 ? 0 : (double) counts[truth][predicted] / all;
    }
}
