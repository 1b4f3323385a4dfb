package backproplab.network;

import backproplab.catalog.Setting;
import backproplab.catalog.Spelling;
import backproplab.loss.Loss;
import backproplab.loss.Reduction;

import java.util.ArrayList;
import java.util.List;

/// One loss of a network. What is trained for is the sum over all terms of
/// `weight · R_batch(R_time(R_outputs(l)))`, each R a sum or a mean.
///
/// @param on the layer whose activations are compared with the targets
/// @param time over the steps of a sequence; nothing to reduce otherwise
public record LossTerm(String on, Loss loss, Reduction outputs, Reduction time, Reduction batch, double weight) {
    public static final Setting.Choice<Reduction> OUTPUT_REDUCTION =
            Setting.choice("output_reduction", Reduction.SUM, "how the outputs of one sample become one number");
    public static final Setting.Choice<Reduction> TIME_REDUCTION =
            Setting.choice("time_reduction", Reduction.MEAN, "how the steps of a sequence become one number");
    public static final Setting.Choice<Reduction> BATCH_REDUCTION =
            Setting.choice("batch_reduction", Reduction.MEAN, "how the samples of a batch become one number");
    public static final Setting.Real WEIGHT =
            Setting.real("weight", 1, 0, Double.MAX_VALUE, "what this loss is multiplied by before all are added up")
                    .slider(0, 2);
    public static final List<Setting> SETTINGS = List.of(OUTPUT_REDUCTION, TIME_REDUCTION, BATCH_REDUCTION, WEIGHT);

    public LossTerm {
        WEIGHT.check(weight);
    }

    /// Summed over the outputs, averaged over time and batch.
    public static LossTerm of(String on, Loss loss) {
        return new LossTerm(
                on,
                loss,
                OUTPUT_REDUCTION.standard(),
                TIME_REDUCTION.standard(),
                BATCH_REDUCTION.standard(),
                WEIGHT.standard());
    }

    /// What is wrong with the places of these terms.
    public static List<NetworkProblem> check(NetworkDescription description, List<LossTerm> terms) {
        List<NetworkProblem> problems = new ArrayList<>();
        if (terms.isEmpty()) {
            problems.add(new NetworkProblem.NoLoss());
        }
        List<String> names = description.layers().stream().map(LayerDescription::name).toList();
        for (int i = 0; i < terms.size(); i++) {
            String on = terms.get(i).on();
            if (!names.contains(on)) {
                String hint =
                        Spelling.nearest(on, names)
                                .map("did you mean `%s`?"::formatted)
                                .orElse("take one of " + String.join(", ", names));
                problems.add(new NetworkProblem.UnknownLossLayer(i, on, hint));
            }
        }
        return problems;
    }
}
