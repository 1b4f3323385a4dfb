package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.network.LossTerm;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.TracedSamples;
import backproplab.training.TrainingSetup;

import java.util.Map;
import java.util.Optional;

/// Whether samples can be followed through a pass, and if not, why.
final class SampleChoices {
    /// Of z and a together; a trace keeps about five numbers for each.
    private static final long MOST_NUMBERS = 4_000_000;

    private SampleChoices() {}

    /// Why `choice` cannot be traced in `setup`, in a sentence with a way out.
    static Optional<String> problem(SampleChoice choice, TrainingSetup setup) {
        int samples = setup.training().samples();
        return switch (choice) {
            case SampleChoice.Row(int row) when row < 0 || row >= samples ->
                    Optional.of(
                            "the training set has the samples 1 to %d, there is no %d".formatted(samples, row + 1L));
            case SampleChoice.TestRow(int row) when row < 0 || row >= tests(setup) ->
                    Optional.of("the test set has %d samples, there is no %d".formatted(tests(setup), row + 1L));
            case SampleChoice.Row _, SampleChoice.TestRow _, SampleChoice.Worst _ -> Optional.empty();
            case SampleChoice.First(int count) when count < 1 || count > samples ->
                    Optional.of("the training set has %d samples, so a batch of 1 to %<d".formatted(samples));
            case SampleChoice.First(int count) -> tooMany("the batch", count, setup);
            case SampleChoice.NextBatch _ -> tooMany("the batch", Math.min(setup.batchSize(), samples), setup);
            case SampleChoice.WholeSet _ -> tooMany("the training set", samples, setup);
            case SampleChoice.Typed typed -> shapes(typed.samples(), setup).or(() -> targets(typed.samples(), setup));
        };
    }

    private static int tests(TrainingSetup setup) {
        return setup.test().map(Dataset::samples).orElse(0);
    }

    private static Optional<String> tooMany(String what, int samples, TrainingSetup setup) {
        long units = setup.network().infer().shapes().values().stream().mapToLong(Shape::elements).sum();
        return samples * units <= MOST_NUMBERS
                ? Optional.empty()
                : Optional.of(
                        "%s has %d samples of %d numbers each, too many to follow; take fewer or a single one"
                                .formatted(what, samples, units));
    }

    private static Optional<String> shapes(TracedSamples typed, TrainingSetup setup) {
        for (Map.Entry<String, Shape> input : setup.network().inputs().entrySet()) {
            Tensor given = typed.inputs().get(input.getKey());
            if (given == null || !given.shape().item().equals(input.getValue())) {
                return Optional.of("the network takes other inputs; choose a sample again");
            }
        }
        for (LossTerm term : setup.losses()) {
            Tensor given = typed.targets().get(term.on());
            Tensor known = setup.training().targets().get(term.on());
            if (given == null || known == null || !given.shape().item().equals(known.shape().item())) {
                return Optional.of("the network has other outputs; choose a sample again");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> targets(TracedSamples typed, TrainingSetup setup) {
        for (LossTerm term : setup.losses()) {
            if (!LossFit.takes(term.loss(), typed.target(term.on()))) {
                return Optional.of(
                        "%s needs targets of %s".formatted(LossFit.label(term.loss()), term.loss().targetsNeeded()));
            }
        }
        return Optional.empty();
    }
}
