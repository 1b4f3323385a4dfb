package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.backprop.BackwardStep;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;
import backproplab.statistics.UnitActivity;
import backproplab.tensor.Tensor;
import backproplab.ui.viewmodel.Moment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The numbers of a traced pass as far as the walk has come: those of steps that lie ahead are not there.
///
/// @param sample the one that is shown
record LitNumbers(Moment moment, int sample) {
    /// What stands at a unit, in the order in which it becomes known.
    static final List<Quantity> OF_UNIT =
            List.of(
                    Quantity.INPUT,
                    Quantity.PRE_ACTIVATION,
                    Quantity.ACTIVATION,
                    Quantity.ARRIVING,
                    Quantity.SLOPE,
                    Quantity.DELTA,
                    Quantity.INPUT_GRADIENT);

    /// What a unit does to the gradient that comes back.
    enum Gate {
        OPEN,
        CLOSED,
        SATURATED
    }

    private BackwardTrace trace() {
        return moment.trace();
    }

    boolean isKnown(Quantity quantity, Place place) {
        return moment.isKnown(quantity, place);
    }

    private Place.Unit place(String owner, int unit) {
        return new Place.Unit(owner, sample, unit);
    }

    /// A number that stands at a unit.
    OptionalDouble at(Quantity quantity, String owner, int unit) {
        Optional<Place.Timed> inTime = LitTime.shown(LitTime.of(moment.step()), trace(), owner, sample, unit);
        if (inTime.isPresent()) {
            return isKnown(quantity, inTime.get())
                    ? OptionalDouble.of(given(quantity, inTime.get()))
                    : OptionalDouble.empty();
        }
        return isKnown(quantity, place(owner, unit)) ? exact(quantity, owner, unit) : OptionalDouble.empty();
    }

    /// What the step gives that gives a number.
    private double given(Quantity quantity, Place place) {
        TraceSteps steps = moment.pass().steps();
        return steps.get(steps.indexOf(quantity, place)).results().getFirst().value();
    }

    /// x of an input, or a of a layer, whether the walk has come there or not.
    double output(String owner, int unit) {
        return trace().output(owner).get(sample, unit);
    }

    /// The same, whether the walk has come there or not.
    private OptionalDouble exact(Quantity quantity, String owner, int unit) {
        Optional<Tensor> tensor = all(quantity, owner);
        return tensor.isPresent() ? OptionalDouble.of(tensor.get().get(sample, unit)) : OptionalDouble.empty();
    }

    /// That number of all units and samples, whether the walk has come there or not.
    Optional<Tensor> all(Quantity quantity, String owner) {
        BackwardTrace trace = trace();
        if (trace.inputs().containsKey(owner)) {
            return switch (quantity) {
                case INPUT -> Optional.ofNullable(trace.inputs().get(owner));
                case INPUT_GRADIENT -> Optional.ofNullable(trace.inputGradients().get(owner)).map(it -> it.total());
                default -> Optional.empty();
            };
        }
        if (quantity == Quantity.TARGET) {
            return Optional.ofNullable(trace.targets().get(owner));
        }
        LayerTrace layer = trace.layer(owner);
        return switch (quantity) {
            case PRE_ACTIVATION -> Optional.of(layer.z());
            case ACTIVATION -> Optional.of(layer.a());
            case SLOPE -> layer.slope();
            case ARRIVING -> layer.arriving();
            case DELTA -> Optional.of(layer.delta());
            default -> Optional.empty();
        };
    }

    /// The value before the update: what the pass was computed with.
    double parameter(Parameters.Key key, int index) {
        return trace().parameter(key).before().get(index);
    }

    Optional<ParameterTrace> parameter(String layer, String name) {
        return trace().parameters().stream()
                .filter(it -> it.key().layer().equals(layer) && it.key().name().equals(name))
                .findFirst();
    }

    OptionalDouble gradient(Parameters.Key key, int index) {
        return isKnown(Quantity.GRADIENT, new Place.Weight(key, index))
                ? OptionalDouble.of(trace().parameter(key).gradient().get(index))
                : OptionalDouble.empty();
    }

    OptionalDouble updated(Parameters.Key key, int index) {
        return isKnown(Quantity.UPDATED, new Place.Weight(key, index))
                ? OptionalDouble.of(trace().parameter(key).after().get(index))
                : OptionalDouble.empty();
    }

    /// Of the sample that is shown, by one term of the loss.
    OptionalDouble sampleLoss(int term) {
        return isKnown(Quantity.SAMPLE_LOSS, new Place.Term(term, sample))
                ? OptionalDouble.of(trace().losses().get(term).samples().get(sample))
                : OptionalDouble.empty();
    }

    OptionalDouble loss() {
        return isKnown(Quantity.LOSS, new Place.Whole()) ? OptionalDouble.of(trace().loss()) : OptionalDouble.empty();
    }

    OptionalDouble lossAfter() {
        return isKnown(Quantity.LOSS_AFTER, new Place.Whole())
                ? OptionalDouble.of(trace().lossAfter())
                : OptionalDouble.empty();
    }

    /// Known as soon as the way back has come to `f′(z)` of the unit.
    Gate gate(String layer, int unit) {
        Place.Unit place = place(layer, unit);
        if (!isKnown(Quantity.SLOPE, place)) {
            return Gate.OPEN;
        }
        TraceSteps steps = moment.pass().steps();
        int found = steps.indexOf(Quantity.SLOPE, place);
        if (!(steps.get(found) instanceof BackwardStep.Slope step)) {
            return Gate.OPEN;
        }
        Activation function = step.function();
        double slope = step.result().value();
        return slope == 0 ? Gate.CLOSED : UnitActivity.isSaturated(function, slope) ? Gate.SATURATED : Gate.OPEN;
    }
}
