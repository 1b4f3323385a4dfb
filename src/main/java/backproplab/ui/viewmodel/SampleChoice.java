package backproplab.ui.viewmodel;

import backproplab.training.TracedSamples;

import java.util.List;

/// Which samples a pass takes that is looked at.
public sealed interface SampleChoice {
    /// @param row of the training set, from 0
    record Row(int row) implements SampleChoice {}

    /// @param row of the test set, from 0: looked at as if it were trained on
    record TestRow(int row) implements SampleChoice {}

    /// The sample of the training set with the largest loss, found once: from then on it is a [Row], so that nobody is
    /// looking at another sample after a step.
    record Worst() implements SampleChoice {}

    /// The batch that the run's next step takes.
    record NextBatch() implements SampleChoice {}

    /// The first samples of the training set, as one batch.
    record First(int count) implements SampleChoice {}

    /// The training set as one batch.
    record WholeSet() implements SampleChoice {}

    /// Numbers that somebody has typed in or dragged.
    ///
    /// @param before the same samples without what was changed
    /// @param rows where those stand in their set; none for samples that come from no set
    /// @param from what they were chosen as, and what there is to go back to
    record Typed(TracedSamples samples, TracedSamples before, List<Integer> rows, SampleChoice from)
            implements SampleChoice {
        public Typed {
            rows = List.copyOf(rows);
        }
    }

    /// Without what was changed by hand.
    default SampleChoice original() {
        return this instanceof Typed typed ? typed.from().original() : this;
    }
}
