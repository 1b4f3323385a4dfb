package backproplab.backprop;

import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a gradient check found. Immutable.
///
/// @param plan what was asked for
/// @param samples how many samples the batch had
/// @param loss of the batch
/// @param tensors in the order of computation
public record CheckReport(CheckPlan plan, int samples, double loss, List<TensorCheck> tensors) {
    public CheckReport {
        tensors = List.copyOf(tensors);
    }

    /// What was found in one tensor.
    ///
    /// @param numbers those that were looked at, by their index
    public record TensorCheck(Parameters.Key key, Shape shape, List<CheckedNumber> numbers) {
        public TensorCheck {
            numbers = List.copyOf(numbers);
        }

        /// How much of the tensor was looked at.
        public double share() {
            return (double) numbers.size() / shape.elements();
        }

        public int count(Verdict verdict) {
            return CheckReport.count(numbers.stream(), verdict);
        }

        /// How many gradients are too small to be told from 0 by a difference; they are OK, which says little.
        public int unresolved() {
            return (int) numbers.stream().filter(it -> it.verdict() == Verdict.OK && !it.isResolved()).count();
        }

        public Verdict verdict() {
            return CheckReport.verdict(numbers.stream());
        }

        /// The largest relative error apart from kinks; empty when there are only kinks.
        public Optional<CheckedNumber> worst() {
            return smooth(numbers.stream()).max(Comparator.comparingDouble(CheckedNumber::relativeError));
        }

        /// The root of the mean square of the relative errors apart from kinks; 0 when there are only kinks.
        public double rms() {
            return CheckReport.rms(numbers.stream());
        }
    }

    /// What was found in all tensors of a layer.
    public record LayerCheck(String layer, Verdict verdict, Optional<CheckedNumber> worst, double rms, int kinks) {}

    /// In the order of computation.
    public List<LayerCheck> layers() {
        Map<String, List<CheckedNumber>> byLayer = new LinkedHashMap<>();
        for (TensorCheck tensor : tensors) {
            byLayer.merge(
                    tensor.key().layer(), tensor.numbers(), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
        }
        return byLayer.entrySet().stream()
                .map(it ->
                        new LayerCheck(
                                it.getKey(),
                                verdict(it.getValue().stream()),
                                smooth(it.getValue().stream())
                                        .max(Comparator.comparingDouble(CheckedNumber::relativeError)),
                                rms(it.getValue().stream()),
                                count(it.getValue().stream(), Verdict.KINK)))
                .toList();
    }

    /// FAIL when one number fails; KINK only when nothing else was seen.
    public Verdict verdict() {
        return verdict(numbers());
    }

    public Stream<CheckedNumber> numbers() {
        return tensors.stream().flatMap(it -> it.numbers().stream());
    }

    public int count(Verdict verdict) {
        return count(numbers(), verdict);
    }

    /// How many numbers the network has, looked at or not.
    public int parameters() {
        return tensors.stream().mapToInt(it -> it.shape().elements()).sum();
    }

    /// The largest relative errors apart from kinks, the largest first.
    public List<CheckedNumber> worst(int most) {
        return smooth(numbers())
                .sorted(Comparator.comparingDouble(CheckedNumber::relativeError).reversed())
                .limit(most)
                .toList();
    }

    /// Those with a kink, in the order of the tensors.
    public List<CheckedNumber> kinks() {
        return numbers().filter(it -> it.verdict() == Verdict.KINK).toList();
    }

    private static Stream<CheckedNumber> smooth(Stream<CheckedNumber> numbers) {
        return numbers.filter(it -> it.kink().isEmpty());
    }

    private static int count(Stream<CheckedNumber> numbers, Verdict verdict) {
        return (int) numbers.filter(it -> it.verdict() == verdict).count();
    }

    private static Verdict verdict(Stream<CheckedNumber> numbers) {
        return numbers.map(CheckedNumber::verdict)
                .reduce((a, b) -> a == Verdict.FAIL || b == Verdict.FAIL ? Verdict.FAIL : a == Verdict.OK ? a : b)
                .orElse(Verdict.OK);
    }

    private static double rms(Stream<CheckedNumber> numbers) {
        double meanSquare =
                smooth(numbers).mapToDouble(it -> it.relativeError() * it.relativeError()).average().orElse(0);
        return Math.sqrt(meanSquare);
    }
}
