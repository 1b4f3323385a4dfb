package backproplab.ui.viewmodel;

import backproplab.backprop.TraceSteps;
import backproplab.data.Dataset;
import backproplab.network.Parameters;
import backproplab.training.Command;
import backproplab.training.TraceLab;
import backproplab.training.TracedSamples;

import org.jspecify.annotations.Nullable;

import java.util.stream.IntStream;

/// Traces passes on one thread of its own; keeps the buffers as long as the point of the run is the same.
final class Tracer {
    private @Nullable TraceLab lab;

    TracedPass trace(TracedPass.Request wanted) {
        TraceLab now = at(wanted.point());
        int last = wanted.point().setup().training().samples() - 1;
        return switch (wanted.choice()) {
            case SampleChoice.Row(int row) -> rows(now, wanted, Math.min(row, last));
            case SampleChoice.TestRow(int row) -> {
                Dataset one = wanted.point().setup().test().orElseThrow().select(row);
                yield pass(now, wanted, new TracedSamples(one.inputs(), one.targets()), new int[] {row});
            }
            case SampleChoice.Worst _ -> {
                int worst = now.worstSample();
                SampleChoice found = new SampleChoice.Row(worst);
                yield rows(now, new TracedPass.Request(wanted.point(), found, wanted.changes()), worst);
            }
            case SampleChoice.NextBatch _ -> rows(now, wanted, now.nextBatch());
            case SampleChoice.WholeSet _ -> pass(now, wanted, now.all(), IntStream.rangeClosed(0, last).toArray());
            case SampleChoice.Typed typed ->
                    pass(now, wanted, typed.samples(), typed.rows().stream().mapToInt(it -> it).toArray());
        };
    }

    private static TracedPass rows(TraceLab lab, TracedPass.Request wanted, int... rows) {
        return pass(lab, wanted, lab.samples(rows), rows);
    }

    private static TracedPass pass(TraceLab lab, TracedPass.Request wanted, TracedSamples samples, int[] rows) {
        return new TracedPass(
                wanted, samples, rows, TraceSteps.of(lab.trace(samples, wanted.changes()), TraceSteps.Grain.UNIT));
    }

    TraceLab.Nudge nudge(TracedPass pass, Parameters.Key key, int index, double epsilon) {
        return at(pass.point()).nudge(pass.trace(), key, index, epsilon);
    }

    @SuppressWarnings("ReferenceEquality") // large, and another point is another object
    private TraceLab at(Command.Snapshot point) {
        TraceLab known = lab;
        if (known == null || known.point() != point) {
            known = new TraceLab(point);
            lab = known;
        }
        return known;
    }
}
