package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.training.TraceLab;
import backproplab.training.TracedSamples;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The samples that a choice comes to at one point of a run.
///
/// @param choice never [SampleChoice.Worst]: that has become the row that was found
/// @param rows where the samples stand in their set, in their order; of typed ones where they came from
record ChosenSamples(SampleChoice choice, TracedSamples samples, List<Integer> rows) {
    ChosenSamples {
        rows = List.copyOf(rows);
    }

    /// May take a forward pass over the training set.
    static ChosenSamples of(TraceLab lab, SampleChoice choice) {
        int count = lab.point().setup().training().samples();
        return switch (choice) {
            case SampleChoice.Row(int row) -> rows(lab, choice, Math.min(row, count - 1));
            case SampleChoice.TestRow(int row) -> {
                Dataset one = lab.point().setup().test().orElseThrow().select(row);
                yield new ChosenSamples(choice, new TracedSamples(one.inputs(), one.targets()), List.of(row));
            }
            case SampleChoice.Worst _ -> {
                int worst = lab.worstSample();
                yield rows(lab, new SampleChoice.Row(worst), worst);
            }
            case SampleChoice.NextBatch _ -> rows(lab, choice, lab.nextBatch());
            case SampleChoice.First(int wanted) ->
                    rows(lab, choice, IntStream.range(0, Math.min(wanted, count)).toArray());
            case SampleChoice.WholeSet _ ->
                    new ChosenSamples(choice, lab.all(), IntStream.range(0, count).boxed().toList());
            case SampleChoice.Typed typed -> new ChosenSamples(choice, typed.samples(), typed.rows());
        };
    }

    private static ChosenSamples rows(TraceLab lab, SampleChoice choice, int... rows) {
        return new ChosenSamples(choice, lab.samples(rows), Arrays.stream(rows).boxed().toList());
    }
}
