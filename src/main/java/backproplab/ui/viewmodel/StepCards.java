package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardStep;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.Gated;
import backproplab.backprop.LossStep;
import backproplab.backprop.PassingStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.backprop.UpdateStep;
import backproplab.network.Parameters;

import java.util.OptionalInt;

/// Writes the [StepCard] of a step: the same formulas as docs/model.md, with the numbers that the engine had.
public final class StepCards {
    private StepCards() {}

    public static StepCard of(TraceStep step, CardContext context) {
        OptionalInt time = TimeCards.timeOf(step, context);
        return at(step, time.isPresent() ? context.at(time.getAsInt()) : context);
    }

    private static StepCard at(TraceStep step, CardContext context) {
        return switch (step) {
            case ForwardStep.PreActivation it when TimeCards.isTimed(it.result()) -> new TimeCards(context).sum(it);
            case BackwardStep.Arriving it when isThroughTime(it) -> new TimeCards(context).arriving(it);
            case BackwardStep.ParameterGradient it when isOverTime(it, context) ->
                    new TimeCards(context).parameterGradient(it);
            case TraceStep.Given it -> new ForwardCards(context).given(it);
            case ForwardStep.PreActivation it -> new ForwardCards(context).preActivation(it);
            case Gated it -> new TimeCards(context).gated(it);
            case ForwardStep.Normalized it -> new ForwardCards(context).normalized(it);
            case ForwardStep.Joined it -> new ForwardCards(context).joined(it);
            case PassingStep it -> new PassingCards(context).of(it);
            case ForwardStep.Activated it -> new ForwardCards(context).activated(it);
            case ForwardStep.FunctionOutput it -> new ForwardCards(context).functionOutput(it);
            case TraceStep.Opaque it -> new ForwardCards(context).opaque(it);
            case LossStep.SampleLoss it -> new LossCards(context).sampleLoss(it);
            case LossStep.TotalLoss it -> new LossCards(context).totalLoss(it);
            case BackwardStep.LossGradient it -> new LossCards(context).lossGradient(it);
            case BackwardStep.FusedDelta it -> new LossCards(context).fusedDelta(it);
            case BackwardStep.Arriving it -> new ArrivingCards(context).of(it);
            case BackwardStep.NormalizedBackward it -> new BackwardCards(context).normalizedBackward(it);
            case BackwardStep.Slope it -> new BackwardCards(context).slope(it);
            case BackwardStep.Delta it -> new BackwardCards(context).delta(it);
            case BackwardStep.FunctionBackward it -> new BackwardCards(context).functionBackward(it);
            case BackwardStep.ParameterGradient it -> new BackwardCards(context).parameterGradient(it);
            case UpdateStep.Update it -> new UpdateCards(context).update(it);
            case UpdateStep.Verify it -> new UpdateCards(context).verify(it);
            case TraceStep.Group it -> group(it, context.withoutTime());
            case TraceStep.Product it -> product(it, context);
        };
    }

    /// Also of a dense layer that acts on every time step.
    private static boolean isOverTime(BackwardStep.ParameterGradient step, CardContext context) {
        return isThroughTime(step)
                || step.sum().terms().stream()
                        .limit(1)
                        .anyMatch(it ->
                                it.first().place() instanceof Place.Unit unit
                                        && context.perStep(unit.owner()).isPresent());
    }

    private static boolean isThroughTime(TraceStep.Summed step) {
        return TimeCards.isTimed(step.result())
                || step.sum().terms().stream().limit(1).anyMatch(it -> TimeCards.isTimed(it.first()));
    }

    /// The formula is that of the first part, the numbers are those of all.
    private static StepCard group(TraceStep.Group group, CardContext context) {
        StepCard first = of(group.parts().getFirst(), context);
        String owner =
                group.unit().isPresent()
                        ? context.names().ofParameter(weights(group), group.unit().getAsInt())
                        : group.owner();
        String title = new TimeCards(context).groupTitle(group).orElse(name(group.quantity()) + " of " + owner);
        CardDraft draft = new CardDraft(group.phase(), context, title, first.sentence());
        first.formula().forEach(it -> draft.formula(it.toArray(String[]::new)));
        new ResultList(context).addTo(draft, group.results());
        if (group.parts().size() > 1) {
            draft.note("The formula is the same for all %d.".formatted(group.parts().size()));
        }
        return draft.card();
    }

    private static Parameters.Key weights(TraceStep.Group group) {
        return new Parameters.Key(group.owner(), "weights");
    }

    private static String name(Quantity quantity) {
        return switch (quantity) {
            case INPUT -> "x";
            case TARGET -> "t";
            case PRE_ACTIVATION -> "z";
            case ACTIVATION -> "a";
            case SLOPE -> "f′(z)";
            case ARRIVING, LOSS_GRADIENT, SENT_BACK -> "∂L/∂a";
            case DELTA -> "δ";
            case INPUT_GRADIENT -> "∂L/∂x";
            case GRADIENT, EFFECTIVE_GRADIENT -> "∂L/∂w and ∂L/∂b";
            case UPDATED, CHANGE -> "New weights and biases";
            case SAMPLE_LOSS, LOSS, LOSS_AFTER -> "Loss";
            case MEAN, INVERSE_DEVIATION, NORMALISED, MASK, WON, SHARE, PARAMETER, PARAMETER_SLOPE -> "Numbers";
        };
    }

    private static StepCard product(TraceStep.Product step, CardContext context) {
        StepCard whole = of(step.of(), context);
        String added = new SumTex(context).term(step.term(), false);
        CardDraft draft = new CardDraft(step.phase(), context, whole.title(), term(step));
        whole.formula().forEach(it -> draft.formula(it.toArray(String[]::new)));
        return draft.numbers("= " + context.tex(step.before()), added)
                .result(whole.results().getFirst().symbol(), "the sum so far", step.after())
                .card();
    }

    private static String term(TraceStep.Product step) {
        String term = "Term %d of %d is added".formatted(step.index() + 1, step.of().sum().terms().size());
        return isOfState(step) ? term + " to what the state before gives, which is summed by itself." : term + ".";
    }

    private static boolean isOfState(TraceStep.Product step) {
        return TimeCards.isTimed(step.of().result())
                && step.of() instanceof ForwardStep.PreActivation
                && isInPart(step);
    }

    private static boolean isInPart(TraceStep.Product step) {
        return switch (step.term().rule()) {
            case IN_PART, OPENS_PART -> true;
            case FUSED, ROUNDED, SHARED -> false;
        };
    }
}
