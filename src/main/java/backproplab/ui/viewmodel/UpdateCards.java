package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.UpdateStep;
import backproplab.optimizer.Optimizers;

/// Cards of the update and of the forward pass after it.
final class UpdateCards {
    /// The prediction of a straight line is called poor beyond that share.
    private static final double BENT = 0.5;

    private final CardContext context;
    private final CardSymbols symbols;

    UpdateCards(CardContext context) {
        this.context = context;
        this.symbols = new CardSymbols(context);
    }

    StepCard update(UpdateStep.Update step) {
        Place.Weight place = (Place.Weight) step.result().place();
        String title = symbols.title("New ", place);
        String w = symbols.of(step.before());
        if (step.effective().isEmpty()) {
            return CardDraft.of(step, context, title, "The update leaves it as it is: it changes weights only.")
                    .formula(w + " \\leftarrow " + w)
                    .card();
        }
        String optimizer = Optimizers.CATALOG.entryOf(step.rule().optimizer()).label();
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        title,
                        "A step against the gradient (%s), made when all gradients are known.".formatted(optimizer));
        double g = step.effective().get().value();
        boolean isChanged = g != step.gradient().value();
        if (isChanged) {
            draft.formula("g = " + symbols.of(step.gradient()) + "\\ \\text{after clipping and penalty}");
            draft.numbers("g = " + context.tex(g));
        }
        OptimizerTex.addTo(
                draft, step, w, isChanged ? CardSymbols.backward("g") : symbols.of(step.gradient()), context);
        return draft.note(
                        isChanged
                                ? "∂L/∂%s itself is %s."
                                        .formatted(CardSymbols.plainLetter(place.key().name()), text(step))
                                : "")
                .card();
    }

    private String text(UpdateStep.Update step) {
        return context.digits().text(step.gradient().value());
    }

    StepCard verify(UpdateStep.Verify step) {
        double change = step.change();
        CardDraft draft =
                new CardDraft(
                        step.phase(),
                        context,
                        "Forward again, with the new weights",
                        change < 0
                                ? "The same numbers go in, and the loss has fallen."
                                : change > 0
                                        ? "The same numbers go in, and the loss has risen: the step was too long."
                                        : "The same numbers go in, and the loss is the same.");
        String prediction = "\\sum_w " + CardSymbols.derivative("w") + "\\,\\Delta w";
        draft.formula(
                "\\Delta L = L_{\\text{new}} - L",
                "\\approx\\: " + prediction,
                step.plain().isPresent() ? "= -\\eta\\,\\lVert\\nabla L\\rVert^2" : "");
        draft.result(step.before(), "L before")
                .result(step.result(), "L after")
                .result("\\Delta L", "change of L", change)
                .result(prediction, "predicted change", step.firstOrder());
        return draft.note(
                        Math.abs(change - step.firstOrder()) > BENT * Math.abs(step.firstOrder())
                                ? "The gradient predicts along a straight line; over so long a step the loss bends"
                                        + " away."
                                : "")
                .card();
    }
}
