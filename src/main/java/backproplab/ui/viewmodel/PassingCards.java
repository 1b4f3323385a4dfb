package backproplab.ui.viewmodel;

import backproplab.backprop.PassingStep;

/// Cards of layers without weights: a maximum, a mean, a mask.
final class PassingCards {
    private final CardContext context;
    private final CardSymbols symbols;

    PassingCards(CardContext context) {
        this.context = context;
        this.symbols = new CardSymbols(context);
    }

    StepCard of(PassingStep step) {
        return switch (step) {
            case PassingStep.Largest it -> draft(it, "x").card();
            case PassingStep.Mean it -> draft(it, "x").card();
            case PassingStep.Masked it -> draft(it, "x").card();
        };
    }

    private CardDraft draft(PassingStep step, String sentence) {
        return CardDraft.of(step, context, "z of " + symbols.name(step.result().place()), sentence);
    }
}
