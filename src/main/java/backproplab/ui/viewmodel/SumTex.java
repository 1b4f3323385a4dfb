package backproplab.ui.viewmodel;

import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sums in LaTeX: a long one with its largest terms by size, in the order in which they were added, and what the others
/// come to.
final class SumTex {
    private final CardContext context;

    SumTex(CardContext context) {
        this.context = context;
    }

    /// Such as `= 0.35`, `+ 0.15·0.05`, `+ …`.
    List<String> numbers(TraceSum sum) {
        List<String> pieces = new ArrayList<>();
        sum.start().ifPresent(it -> pieces.add(context.tex(it.value())));
        List<Integer> shown = shown(sum);
        for (int position : shown) {
            pieces.add(term(sum.terms().get(position), pieces.isEmpty()));
        }
        int folded = sum.terms().size() - shown.size();
        if (folded > 0) {
            pieces.add(folded(folded, sum.rest(shown)));
        }
        if (pieces.isEmpty()) {
            pieces.add("0");
        }
        pieces.set(0, "= " + pieces.getFirst());
        return pieces;
    }

    /// To say "1 more" takes the room of that one.
    private List<Integer> shown(TraceSum sum) {
        int count = sum.terms().size();
        return count <= context.most() + 1 ? IntStream.range(0, count).boxed().toList() : sum.largest(context.most());
    }

    /// @param first whether nothing stands before it
    String term(TraceSum.Term term, boolean first) {
        CardDigits digits = context.digits();
        if (term.second().isEmpty()) {
            return first ? digits.tex(term.first().value()) : digits.term(term.first().value());
        }
        String left = first ? digits.tex(term.first().value()) : "+\\: " + digits.factor(term.first().value());
        if (term.rule() == TraceSum.Rule.SHARED) {
            return left + " / " + term.sharers();
        }
        return left
                + term.factors().stream()
                        .skip(1)
                        .map(it -> " \\cdot " + digits.factor(it.value()))
                        .collect(Collectors.joining());
    }

    private String folded(int count, double rest) {
        String sign = rest < 0 ? "-" : "+";
        return "%s\\: \\underbrace{%s}_{\\text{%d more}}".formatted(sign, context.tex(Math.abs(rest)), count);
    }

    /// Single numbers, such as the losses of samples: added up, the largest of many.
    ///
    /// @param factor before the parentheses, such as `\frac{1}{32}`; empty for none
    List<String> numbers(List<TraceValue> values, String factor) {
        List<TraceSum.Term> terms = values.stream().map(it -> TraceSum.Term.of(it)).toList();
        List<String> pieces = numbers(new TraceSum(Optional.empty(), terms, 0));
        return factor.isEmpty() ? pieces : inParentheses(factor, pieces);
    }

    static List<String> inParentheses(String factor, List<String> pieces) {
        List<String> enclosed = new ArrayList<>(pieces);
        enclosed.set(0, "= " + factor + "\\,(" + pieces.getFirst().substring(2));
        enclosed.set(enclosed.size() - 1, enclosed.getLast() + ")");
        return enclosed;
    }
}
