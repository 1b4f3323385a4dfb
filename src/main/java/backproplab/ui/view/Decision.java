package backproplab.ui.view;

import backproplab.data.Coding;
import backproplab.data.Dataset;
import backproplab.data.Task;
import backproplab.network.LossTerm;
import backproplab.training.TrainingSetup;

/// Which class the outputs of a network say, by the rule of the accuracy: with one output for each class the largest
/// (the first of equals), with one output for yes and no whether it is above the threshold. That is half way between the
/// two targets, or 0 where the loss takes logits.
///
/// @param layer whose activations decide
/// @param outputs how many it has
/// @param threshold between no and yes, of a single output
/// @param reach how far from the threshold, or from the second best class, a decision is as sure as it gets; infinite
///     for logits, whose sureness is `tanh(margin/2)`
record Decision(String layer, int classes, int outputs, double threshold, double reach) {
    /// @throws IllegalArgumentException for data without classes
    static Decision of(TrainingSetup setup) {
        Dataset data = setup.training();
        String layer = layerOf(setup);
        boolean logits =
                setup.losses().stream()
                        .filter(it -> it.on().equals(layer))
                        .map(LossTerm::loss)
                        .anyMatch(it -> it.takesLogits());
        return switch (data.task()) {
            case Task.Binary(Coding coding) when data.classes() > 0 ->
                    new Decision(
                            layer,
                            2,
                            1,
                            logits ? 0 : coding.threshold(),
                            logits ? Double.POSITIVE_INFINITY : (coding.high() - coding.low()) / 2);
            case Task.Classes(Coding coding) when data.classes() > 0 ->
                    new Decision(
                            layer,
                            data.classes(),
                            data.classes(),
                            0,
                            logits ? Double.POSITIVE_INFINITY : coding.high() - coding.low());
            default -> throw new IllegalArgumentException("the targets of " + data.task() + " are no classes");
        };
    }

    /// The layer that is compared with the first target.
    static String layerOf(TrainingSetup setup) {
        return setup.training().targets().firstEntry().getKey();
    }

    /// @param values the outputs of a sample start at `from`
    int classOf(double[] values, int from) {
        if (outputs == 1) {
            return values[from] > threshold ? 1 : 0;
        }
        int largest = 0;
        for (int k = 1; k < outputs; k++) {
            if (values[from + k] > values[from + largest]) {
                largest = k;
            }
        }
        return largest;
    }

    /// From 0 on the border to 1; of a single output with a sign: −1 is a sure no.
    double sureness(double[] values, int from) {
        double margin;
        if (outputs == 1) {
            margin = values[from] - threshold;
        } else {
            int best = classOf(values, from);
            double second = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < outputs; k++) {
                if (k != best) {
                    second = Math.max(second, values[from + k]);
                }
            }
            margin = values[from + best] - second;
        }
        return Double.isInfinite(reach) ? Math.tanh(margin / 2) : Math.clamp(margin / reach, -1, 1);
    }
}
