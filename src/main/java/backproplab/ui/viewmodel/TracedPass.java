package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceRecorder.ParameterChange;
import backproplab.backprop.TraceSteps;
import backproplab.training.Command;
import backproplab.training.TracedSamples;

import java.util.List;
import java.util.OptionalInt;

/// One traced pass with what it was made from. Immutable, and large: compared by identity.
public final class TracedPass {
    private final Request request;
    private final TracedSamples samples;
    private final List<Integer> rows;
    private final TraceSteps steps;

    /// What is to be traced.
    ///
    /// @param point of the run
    /// @param changes parameters that are set otherwise: what if
    record Request(Command.Snapshot point, SampleChoice choice, List<ParameterChange> changes) {}

    TracedPass(Request request, TracedSamples samples, List<Integer> rows, TraceSteps steps) {
        this.request = request;
        this.samples = samples;
        this.rows = List.copyOf(rows);
        this.steps = steps;
    }

    /// The point of the run that it starts from.
    public Command.Snapshot point() {
        return request.point();
    }

    /// What was traced; never [SampleChoice.Worst].
    public SampleChoice choice() {
        return request.choice();
    }

    /// Parameters that are not those of the run.
    public List<ParameterChange> changes() {
        return request.changes();
    }

    /// Whether every number is that of the network as it stands, and of its data.
    public boolean isReal() {
        return changes().isEmpty() && !(choice() instanceof SampleChoice.Typed);
    }

    public TracedSamples samples() {
        return samples;
    }

    /// The samples without what somebody has changed.
    public TracedSamples original() {
        return choice() instanceof SampleChoice.Typed typed ? typed.before() : samples;
    }

    /// Where the samples stand in their set, in their order; of typed ones where they came from.
    public List<Integer> rows() {
        return rows;
    }

    /// Where one of the samples stands in its set, from 0; empty where it has been typed in without coming from there.
    public OptionalInt row(int sample) {
        return rows.size() == samples.count() ? OptionalInt.of(rows.get(sample)) : OptionalInt.empty();
    }

    /// Such as "sample 3 of the training set", for the head of a sheet.
    public String samplesInWords() {
        String words =
                switch (choice().original()) {
                    case SampleChoice.Row(int row) -> "sample %d of the training set".formatted(row + 1);
                    case SampleChoice.TestRow(int row) -> "sample %d of the test set".formatted(row + 1);
                    case SampleChoice.NextBatch _ -> "the next batch, %d samples".formatted(samples.count());
                    case SampleChoice.First _ -> "the first %d samples of the training set".formatted(samples.count());
                    case SampleChoice.WholeSet _ -> "the training set, %d samples".formatted(samples.count());
                    case SampleChoice.Worst _, SampleChoice.Typed _ -> "a sample";
                };
        String typed = choice() instanceof SampleChoice.Typed ? ", with numbers changed by hand" : "";
        return words + typed + (changes().isEmpty() ? "" : "; what if some weights were others");
    }

    public BackwardTrace trace() {
        return steps.trace();
    }

    /// At the finest grain that a view needs to find numbers; [Moment#steps] has the grain that is walked.
    public TraceSteps steps() {
        return steps;
    }

    public UnitNames names() {
        return new UnitNames(point().setup());
    }
}
