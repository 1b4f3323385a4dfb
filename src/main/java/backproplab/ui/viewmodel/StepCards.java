package backproplab.ui.viewmodel;

import backproplab.backprop.PassingStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue.Quantity;

/// Writes the [StepCard] of a step: the same formulas as docs/model.md, with the numbers that the engine had.
public final class StepCards {
    private StepCards() {}

    public static StepCard of(TraceStep step, CardContext context) {
        return switch (step) {
            case TraceStep.Given it -> new ForwardCards(context).given(it);
            case TraceStep.PreActivation it -> new ForwardCards(context).preActivation(it);
            case TraceStep.Normalized it -> new ForwardCards(context).normalized(it);
            case TraceStep.Joined it -> new ForwardCards(context).joined(it);
            case PassingStep it -> new PassingCards(context).of(it);
            case TraceStep.Activated it -> new ForwardCards(context).activated(it);
            case TraceStep.FunctionOutput it -> new ForwardCards(context).functionOutput(it);
            case TraceStep.Opaque it -> new ForwardCards(context).opaque(it);
            case TraceStep.SampleLoss it -> new LossCards(context).sampleLoss(it);
            case TraceStep.TotalLoss it -> new LossCards(context).totalLoss(it);
            case TraceStep.LossGradient it -> new LossCards(context).lossGradient(it);
            case TraceStep.FusedDelta it -> new LossCards(context).fusedDelta(it);
            case TraceStep.Arriving it -> new BackwardCards(context).arriving(it);
            case TraceStep.NormalizedBackward it -> new BackwardCards(context).normalizedBackward(it);
            case TraceStep.Slope it -> new BackwardCards(context).slope(it);
            case TraceStep.Delta it -> new BackwardCards(context).delta(it);
            case TraceStep.FunctionBackward it -> new BackwardCards(context).functionBackward(it);
            case TraceStep.ParameterGradient it -> new BackwardCards(context).parameterGradient(it);
            case TraceStep.Update it -> new UpdateCards(context).update(it);
            case TraceStep.Verify it -> new UpdateCards(context).verify(it);
            case TraceStep.Group it -> group(it, context);
            case TraceStep.Product it -> product(it, context);
        };
    }

    /// The formula is that of the first part, the numbers are those of all.
    private static StepCard group(TraceStep.Group group, CardContext context) {
        StepCard first = of(group.parts().getFirst(), context);
        String owner =
                group.unit().isPresent() ? context.names().of(group.owner(), group.unit().getAsInt()) : group.owner();
        CardDraft draft =
                new CardDraft(group.phase(), context, name(group.quantity()) + " of " + owner, first.sentence());
        first.formula().forEach(it -> draft.formula(it.toArray(String[]::new)));
        new ResultList(context).addTo(draft, group.results());
        if (group.parts().size() > 1) {
            draft.note("The formula is the same for all %d.".formatted(group.parts().size()));
        }
        return draft.card();
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
            case MEAN, INVERSE_DEVIATION, NORMALISED, MASK, WON, SHARE, PARAMETER, PARAMETER_SLOPE ->
                    "Numbers";
        };
    }

    private static StepCard product(TraceStep.Product step, CardContext context) {
        StepCard whole = of(step.of(), context);
        TraceSum.Term term = step.term();
        CardDigits digits = context.digits();
        String added =
                term.second()
                        .map(it ->
                                "+\\: " + digits.factor(term.first().value()) + " \\cdot " + digits.factor(it.value()))
                        .orElseGet(() -> digits.term(term.first().value()));
        CardDraft draft =
                new CardDraft(
                        step.phase(),
                        context,
                        whole.title(),
                        "Term %d of %d is added.".formatted(step.index() + 1, step.of().sum().terms().size()));
        whole.formula().forEach(it -> draft.formula(it.toArray(String[]::new)));
        return draft.numbers("= " + digits.tex(step.before()), added)
                .result(whole.results().getFirst().symbol(), "the sum so far", step.after())
                .card();
    }
}
