package backproplab.ui.viewmodel;

import backproplab.backprop.PassingStep;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Cards of layers without weights: the largest of a window, a mean, a mask.
final class PassingCards {
    private final CardContext context;
    private final CardSymbols symbols;

    PassingCards(CardContext context) {
        this.context = context;
        this.symbols = new CardSymbols(context);
    }

    StepCard of(PassingStep step) {
        return switch (step) {
            case PassingStep.Largest it -> largest(it);
            case PassingStep.Mean it -> mean(it);
            case PassingStep.Masked it -> masked(it);
        };
    }

    private CardDraft draft(PassingStep step, String sentence) {
        return CardDraft.of(step, context, "z of " + symbols.name(step.result().place()), sentence);
    }

    private StepCard largest(PassingStep.Largest step) {
        Place.Unit won = (Place.Unit) step.won().place();
        double max = step.won().value();
        long equal = step.operands().stream().filter(it -> it.value() == max).count();
        return draft(
                        step,
                        "The largest number of the window goes on: that at %s has won."
                                .formatted(WindowFormulas.inWords(step.won(), context.shape(won.owner()))))
                .formula(symbols.of(step.result()), "= \\max_{i,j}\\; " + overWindow(step.result()))
                .numbers(numbersOfMaximum(step))
                .note(
                        equal > 1
                                ? "%d numbers are the largest: the first of them, row by row, wins.".formatted(equal)
                                : "")
                .note("On the way back the winner gets all of δ, the others get 0.")
                .card();
    }

    private String overWindow(TraceValue z) {
        Place.Unit unit = (Place.Unit) z.place();
        return WindowFormulas.of(context, unit.owner()).orElseThrow().numbersOfWindow(unit);
    }

    /// Of a large window the largest ones; the winner is among them.
    private List<String> numbersOfMaximum(PassingStep.Largest step) {
        List<TraceValue> all = step.operands();
        List<Integer> shown =
                all.size() <= context.most() + 1
                        ? IntStream.range(0, all.size()).boxed().toList()
                        : IntStream.range(0, all.size())
                                .boxed()
                                .sorted((a, b) -> before(step, a, b))
                                .limit(context.most())
                                .sorted()
                                .toList();
        List<String> pieces = new ArrayList<>();
        for (int i : shown) {
            String number = context.tex(all.get(i).value());
            String marked = i == step.winner() ? "\\underbrace{%s}_{\\text{won}}".formatted(number) : number;
            pieces.add((pieces.isEmpty() ? "= \\max(" : "") + marked + ",\\;");
        }
        int folded = all.size() - shown.size();
        if (folded > 0) {
            pieces.add("\\text{%d smaller}".formatted(folded));
        } else {
            pieces.set(pieces.size() - 1, pieces.getLast().substring(0, pieces.getLast().length() - ",\\;".length()));
        }
        pieces.set(pieces.size() - 1, pieces.getLast() + ")");
        return pieces;
    }

    /// The winner first, then by size.
    private static int before(PassingStep.Largest step, int a, int b) {
        if (a == step.winner() || b == step.winner()) {
            return a == step.winner() ? -1 : 1;
        }
        return Double.compare(step.operands().get(b).value(), step.operands().get(a).value());
    }

    private StepCard mean(PassingStep.Mean step) {
        int n = step.operands().size();
        boolean isWhole = step.window().rows().places() * step.window().columns().places() == 1;
        return draft(
                        step,
                        isWhole
                                ? "The mean of all %d numbers of the channel.".formatted(n)
                                : "The mean of the %d numbers of the window.".formatted(n))
                .formula(
                        symbols.of(step.result()),
                        "= \\frac{1}{%d} \\sum_{i=1}^{%d}\\sum_{j=1}^{%d} %s"
                                .formatted(
                                        n,
                                        step.window().rows().kernel(),
                                        step.window().columns().kernel(),
                                        overWindow(step.result())))
                .numbers(new SumTex(context).numbers(step.operands(), "\\frac{1}{%d}".formatted(n)))
                .note("On the way back each of them gets an equal share, δ/%d.".formatted(n))
                .card();
    }

    private StepCard masked(PassingStep.Masked step) {
        double factor = step.factor().value();
        String sentence =
                factor == 0
                        ? "Dropped in this training step: nothing goes on, and nothing will come back."
                        : factor == 1
                                ? "Nothing is dropped in this pass: the number goes on as it is."
                                : "Kept in this training step, and made larger, so that the mean over many steps"
                                        + " stays.";
        return draft(step, sentence)
                .formula(
                        symbols.of(step.result()), "= " + symbols.of(step.x()) + " \\cdot " + symbols.of(step.factor()))
                .numbers("= " + context.tex(step.x().value()), "\\cdot\\: " + context.digits().factor(factor))
                .note("m is 0 or 1, drawn anew in every step; p is the share that is dropped.")
                .card();
    }
}
