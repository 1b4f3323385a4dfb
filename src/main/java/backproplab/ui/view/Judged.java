package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import java.util.Arrays;

/// Samples of a set and what a network says about each of them.
///
/// @param data those that were looked at
/// @param rows where each of them stands in the set
/// @param all how many the set has
/// @param outputs of each in turn
/// @param width how many outputs each has
/// @param predicted the class of each, by the rule of [Decision]; empty where there are none
record Judged(Dataset data, int[] rows, int all, double[] outputs, int width, int[] predicted) {

    /// Looks at `most` samples, evenly chosen, or at all of them where there are fewer.
    static Judged of(Command.Snapshot run, Dataset set, int most) {
        TrainingSetup setup = run.setup();
        int[] rows = evenly(set.samples(), most);
        Dataset data = rows.length == set.samples() ? set : set.select(rows);
        String layer = Decision.layerOf(setup);
        int width = data.target().rowSize();
        double[] outputs = new double[rows.length * width];
        int[] at = new int[1];
        Passes.forward(
                run,
                data.inputs(),
                (network, row) ->
                        System.arraycopy(
                                network.node(layer).a().values(), row * width, outputs, at[0]++ * width, width));
        int[] predicted = new int[0];
        if (data.classes() > 0) {
            Decision decision = Decision.of(setup);
            predicted = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                predicted[i] = decision.classOf(outputs, i * width);
            }
        }
        return new Judged(data, rows, set.samples(), outputs, width, predicted);
    }

    private static int[] evenly(int samples, int most) {
        int[] rows = new int[Math.clamp(most, 1, samples)];
        Arrays.setAll(rows, i -> (int) ((long) i * samples / rows.length));
        return rows;
    }

    int samples() {
        return rows.length;
    }

    boolean hasClasses() {
        return predicted.length > 0;
    }

    double output(int sample, int k) {
        return outputs[sample * width + k];
    }

    double target(int sample, int k) {
        return data.target().get(sample, k);
    }

    /// Whether it was taken for another class.
    boolean isMistaken(int sample) {
        return hasClasses() && predicted[sample] != data.classOf(sample);
    }

    int right() {
        int right = 0;
        for (int i = 0; i < predicted.length; i++) {
            if (!isMistaken(i)) {
                right++;
            }
        }
        return right;
    }
}
