package backproplab.ui.viewmodel;

import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.network.Parameters;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The figures of a gradient check as a whole, found once: a large network has very many numbers.
///
/// @param numbers how many were looked at
/// @param unresolved how many are OK, but too small to be told from 0
/// @param failingTensors in the order of computation
/// @param worst with the largest relative error; empty when all come to a kink
/// @param firstKink in the order of computation
public record CheckTotals(
        int numbers,
        int failing,
        int kinks,
        int unresolved,
        List<Parameters.Key> failingTensors,
        Optional<CheckedNumber> worst,
        Optional<CheckedNumber> firstKink) {
    public CheckTotals {
        failingTensors = List.copyOf(failingTensors);
    }

    static CheckTotals of(CheckReport report) {
        List<TensorCheck> tensors = report.tensors();
        return new CheckTotals(
                tensors.stream().mapToInt(it -> it.numbers().size()).sum(),
                report.count(Verdict.FAIL),
                report.count(Verdict.KINK),
                tensors.stream().mapToInt(TensorCheck::unresolved).sum(),
                tensors.stream().filter(it -> it.verdict() == Verdict.FAIL).map(TensorCheck::key).toList(),
                tensors.stream()
                        .flatMap(it -> it.worst().stream())
                        .max(Comparator.comparingDouble(CheckedNumber::relativeError)),
                report.numbers().filter(it -> it.verdict() == Verdict.KINK).findFirst());
    }

    /// How many could be told to be right or wrong.
    public int judged() {
        return numbers - kinks;
    }
}
