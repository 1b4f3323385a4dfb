package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;

/// Where the class is: a traced pass, cut into steps, and one of them. Immutable, and compared by identity.
public final class Moment {
    private final TracedPass pass;
    private final TraceSteps steps;
    private final int index;
    private final TraceStep step;
    private final boolean covered;

    Moment(TracedPass pass, TraceSteps steps, int index, boolean covered) {
        this.pass = pass;
        this.steps = steps;
        this.index = index;
        this.step = steps.get(index);
        this.covered = covered;
    }

    public TracedPass pass() {
        return pass;
    }

    public BackwardTrace trace() {
        return pass.trace();
    }

    /// At the grain that is walked.
    public TraceSteps steps() {
        return steps;
    }

    public int index() {
        return index;
    }

    public TraceStep step() {
        return step;
    }

    /// Whether the class has to guess what the step gives.
    public boolean isCovered() {
        return covered;
    }

    /// The same step with its result.
    Moment revealed() {
        return new Moment(pass, steps, index, false);
    }

    /// Whether the walk has come to a number, and it is not hidden; what is trained is known from the start. A number
    /// that no step gives never is.
    public boolean isKnown(Quantity quantity, Place place) {
        if (quantity == Quantity.PARAMETER) {
            return true;
        }
        int given = steps.indexOf(quantity, place);
        return given >= 0 && given < (covered ? index : index + 1);
    }
}
