package backproplab.ui.viewmodel;

import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Many numbers at once: all, or where these are too many the largest by size, in their order.
final class ResultList {
    /// Looking through more than that for the largest takes too long for one step.
    private static final int MOST_LOOKED_AT = 20_000;

    private final CardContext context;

    ResultList(CardContext context) {
        this.context = context;
    }

    void addTo(CardDraft draft, List<TraceValue> values) {
        CardSymbols symbols = new CardSymbols(context);
        for (int position : shown(values)) {
            TraceValue value = values.get(position);
            draft.result(value, symbols.name(value.place()));
        }
        int more = values.size() - shown(values).size();
        if (more > 0) {
            draft.note(
                    values.size() > MOST_LOOKED_AT
                            ? "The first of %s numbers.".formatted(values.size())
                            : "The largest by size; %d more.".formatted(more));
        }
    }

    private List<Integer> shown(List<TraceValue> values) {
        int most = values.size() <= context.most() + 1 ? values.size() : context.most();
        if (values.size() > MOST_LOOKED_AT) {
            return IntStream.range(0, most).boxed().toList();
        }
        List<TraceSum.Term> terms = values.stream().map(it -> TraceSum.Term.of(it)).toList();
        return new TraceSum(Optional.empty(), terms, 0).largest(most);
    }
}
