package backproplab.ui.viewmodel;

import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [StepCard] while it is written.
final class CardDraft {
    private final Phase phase;
    private final CardContext context;
    private final CardSymbols symbols;
    private final String title;
    private final String sentence;
    private final List<List<String>> formula = new ArrayList<>();
    private final List<List<String>> numbers = new ArrayList<>();
    private final List<StepCard.Result> results = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    CardDraft(Phase phase, CardContext context, String title, String sentence) {
        this.phase = phase;
        this.context = context;
        this.symbols = new CardSymbols(context);
        this.title = title;
        this.sentence = sentence;
    }

    /// Of a step with one result.
    static CardDraft of(TraceStep.Single step, CardContext context, String title, String sentence) {
        return new CardDraft(step.phase(), context, title, sentence).result(step.result(), title);
    }

    /// Empty pieces are left out.
    CardDraft formula(String... pieces) {
        formula.add(Arrays.stream(pieces).filter(it -> !it.isEmpty()).toList());
        return this;
    }

    CardDraft numbers(String... pieces) {
        return numbers(Arrays.stream(pieces).filter(it -> !it.isEmpty()).toList());
    }

    CardDraft numbers(List<String> pieces) {
        numbers.add(pieces);
        return this;
    }

    CardDraft result(TraceValue value, String name) {
        return result(symbols.of(value), name, value.value());
    }

    CardDraft result(String symbol, String name, double value) {
        results.add(StepCard.Result.of(symbol, name, value, context.digits()));
        return this;
    }

    /// Nothing where the sentence is empty.
    CardDraft note(String sentence) {
        if (!sentence.isEmpty()) {
            notes.add(sentence);
        }
        return this;
    }

    StepCard card() {
        return new StepCard(phase, title, sentence, formula, numbers, results, notes);
    }
}
