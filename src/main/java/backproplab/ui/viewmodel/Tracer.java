package backproplab.ui.viewmodel;

import backproplab.backprop.TraceSteps;
import backproplab.network.Parameters;
import backproplab.training.Command;
import backproplab.training.TraceLab;

import org.jspecify.annotations.Nullable;

/// Traces passes on one thread of its own; keeps the buffers as long as the point of the run is the same.
final class Tracer {
    private @Nullable TraceLab lab;

    TracedPass trace(TracedPass.Request wanted) {
        TraceLab now = at(wanted.point());
        ChosenSamples chosen = ChosenSamples.of(now, wanted.choice());
        return new TracedPass(
                new TracedPass.Request(wanted.point(), chosen.choice(), wanted.changes()),
                chosen.samples(),
                chosen.rows(),
                TraceSteps.of(now.trace(chosen.samples(), wanted.changes()), TraceSteps.Grain.UNIT));
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
