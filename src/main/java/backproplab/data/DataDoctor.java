package backproplab.data;

import backproplab.catalog.Spelling;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;

/// Looks at a training set with the network that is to learn it, before training, and says what will be hard. Every
/// finding states its rule, so that it can be judged; the rules are thresholds, no laws.
///
/// Reference for inputs and targets: LeCun, Bottou, Orr, Müller, *Efficient BackProp*, 1998, sections 4.3 and 4.5.
public final class DataDoctor {
    private DataDoctor() {}

    /// @param training targets are named after the layers that the losses are on
    /// @return in the order inputs, targets, classes; empty when there is nothing to say
    public static List<DataFinding> examine(Dataset training, NetworkDescription network, List<LossTerm> losses) {
        List<DataFinding> findings = new ArrayList<>();
        for (String input : network.inputs().keySet()) {
            if (training.inputs().containsKey(input)) {
                findings.addAll(new InputExamination(training, input).findings());
            }
        }
        findings.addAll(TargetExamination.findings(training, network, losses));
        ClassBalance.finding(training).ifPresent(findings::add);
        return List.copyOf(findings);
    }

    /// What [#examine] looks at, for whoever wants to know what it means that nothing was found.
    ///
    /// @return parts of a sentence
    public static List<String> lookedAt(Dataset training, List<LossTerm> losses) {
        int columns = training.inputs().values().stream().mapToInt(Tensor::rowSize).sum();
        List<String> parts = new ArrayList<>();
        parts.add(
                "size%s, bytes read with a sign and columns that never change, in %s of %s"
                        .formatted(
                                InputExamination.judgesSpread(training) ? " and spread" : "",
                                counted(columns, "input column"),
                                counted(training.samples(), "training sample")));
        if (TargetExamination.concerns(losses)) {
            parts.add("whether the outputs can reach their targets");
        }
        if (ClassBalance.concerns(training)) {
            parts.add("how many samples each of the %d classes has".formatted(training.classes()));
        }
        return List.copyOf(parts);
    }

    private static String counted(int number, String what) {
        return Spelling.counted(number, what);
    }
}
