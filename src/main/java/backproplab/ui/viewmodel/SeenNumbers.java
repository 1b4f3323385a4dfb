package backproplab.ui.viewmodel;

import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which numbers of a pass are to be seen at one moment of the walk, and what part they have in its step. Immutable.
public final class SeenNumbers {
    /// A step of many parts, such as all weights of a layer, has its operands all over the place: marks would tell nothing.
    private static final int MOST_OPERANDS = 5000;

    private final Moment moment;
    private final boolean all;
    private final Set<Cell> operands = new HashSet<>();

    /// What a number is in the step.
    public enum Part {
        NONE,
        OPERAND,
        RESULT
    }

    private record Cell(Quantity quantity, Place place) {}

    /// @param all whether also those are seen that the walk has not come to
    SeenNumbers(Moment moment, boolean all) {
        this.moment = moment;
        this.all = all;
        operandsOf(moment.step()).forEach(it -> operands.add(new Cell(it.quantity(), it.place())));
    }

    private static List<TraceValue> operandsOf(TraceStep step) {
        if (!(step instanceof TraceStep.Group group)) {
            return step.operands();
        }
        long count = (long) group.parts().size() * group.parts().getFirst().operands().size();
        return count > MOST_OPERANDS
                ? List.of()
                : group.parts().stream().flatMap(it -> it.operands().stream()).toList();
    }

    public Moment moment() {
        return moment;
    }

    public boolean isSeen(TraceValue number) {
        if (all && !(moment.isCovered() && isResult(number))) {
            return true;
        }
        return moment.isKnown(number.quantity(), number.place());
    }

    public Part part(TraceValue number) {
        if (isResult(number)) {
            return Part.RESULT;
        }
        return operands.contains(new Cell(number.quantity(), number.place())) ? Part.OPERAND : Part.NONE;
    }

    private boolean isResult(TraceValue number) {
        if (moment.step() instanceof TraceStep.Product product) {
            TraceValue sum = product.of().result();
            return sum.quantity() == number.quantity() && sum.place().equals(number.place());
        }
        return moment.steps().indexOf(number.quantity(), number.place()) == moment.index();
    }
}
