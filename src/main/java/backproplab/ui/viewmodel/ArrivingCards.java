package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardStep;
import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.AveragePool2d;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Dropout;
import backproplab.layer.GlobalAveragePool;
import backproplab.layer.Layer;
import backproplab.layer.MaxPool2d;
import backproplab.layer.Multiply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The card of what comes back to a unit or an input: along each way that leaves it, by the rule of the layer there.
final class ArrivingCards {
    private final CardContext context;
    private final CardSymbols symbols;
    private final SumTex sums;

    /// The terms of one layer, or of a loss.
    ///
    /// @param layer empty for a loss
    private record Way(Optional<Layer> layer, String from, List<Term> terms) {
        boolean is(Class<? extends Layer> type) {
            return layer.filter(type::isInstance).isPresent();
        }
    }

    ArrivingCards(CardContext context) {
        this.context = context;
        this.symbols = new CardSymbols(context);
        this.sums = new SumTex(context);
    }

    StepCard of(BackwardStep.Arriving step) {
        boolean isInput = step.result().quantity() == Quantity.INPUT_GRADIENT;
        List<Way> ways = ways(step.sum());
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        (isInput ? "∂L/∂x of " : "∂L/∂a of ") + symbols.name(step.result().place()),
                        (isInput ? "What the loss does when this input grows: " : "How wrong: ")
                                + sentence(ways, isInput));
        return draft.formula(symbols.of(step.result()), "= " + formula(step, ways))
                .numbers(sums.numbers(step.sum()))
                .note(
                        hasWeights(step.sum())
                                ? "The weights are those of the forward pass: the update comes when all δ are known."
                                : "")
                .note(
                        ways.stream().anyMatch(it -> it.is(MaxPool2d.class))
                                ? "∂z/∂a is 1 for the number that has won the window, and 0 for the others."
                                : "")
                .card();
    }

    private List<Way> ways(TraceSum sum) {
        List<Way> ways = new ArrayList<>();
        for (int next = 0; next < sum.terms().size(); ) {
            int from = next++;
            String layer = from(sum.terms().get(from));
            while (next < sum.terms().size() && !layer.isEmpty() && from(sum.terms().get(next)).equals(layer)) {
                next++;
            }
            Optional<Layer> type =
                    layer.isEmpty()
                            ? Optional.empty()
                            : Optional.of(context.trace().layer(layer).description().layer());
            ways.add(new Way(type, layer, sum.terms().subList(from, next)));
        }
        return ways;
    }

    /// The layer that a term comes back from; empty for a loss.
    private static String from(Term term) {
        TraceValue first =
                term.factors().stream().filter(it -> it.quantity() == Quantity.DELTA).findFirst().orElse(term.first());
        return switch (first.place()) {
            case Place.Unit unit when first.quantity() == Quantity.DELTA -> unit.owner();
            case Place.Edge edge -> edge.from();
            default -> "";
        };
    }

    private static boolean hasWeights(TraceSum sum) {
        return sum.terms().stream()
                .flatMap(it -> it.factors().stream())
                .anyMatch(it -> it.quantity() == Quantity.PARAMETER);
    }

    private static String sentence(List<Way> ways, boolean isInput) {
        if (ways.isEmpty()) {
            return "nothing that leads to the loss takes it.";
        }
        if (ways.size() > 1 || ways.getFirst().layer().isEmpty()) {
            return "what comes back along every way that leaves it, added up.";
        }
        Way way = ways.getFirst();
        return switch (way.layer().get()) {
            case Dense _ ->
                    isInput
                            ? "each unit sends its δ back by its weight."
                            : "each unit that it feeds sends its δ back, times the weight between.";
            case Convolution2d _ -> "every place whose window sees it sends its δ back, times the weight over it.";
            case MaxPool2d _ -> ofMaximum(way);
            case AveragePool2d _ -> "every window that sees it sends back an equal share of its δ.";
            case GlobalAveragePool _ -> "the mean sends back an equal share of its δ.";
            case Dropout _ ->
                    way.terms().getFirst().factors().get(1).value() == 0
                            ? "it was dropped, so nothing comes back."
                            : "δ comes back by the mask of the forward pass.";
            case Multiply _ -> "δ comes back times the others, for which it is a gate.";
            default ->
                    way.terms().size() == 1 && way.terms().getFirst().first().quantity() == Quantity.DELTA
                            ? "δ comes back as it is."
                            : "what comes back along every way that leaves it, added up.";
        };
    }

    private static String ofMaximum(Way way) {
        long won = way.terms().stream().filter(it -> it.factors().get(1).value() == 1).count();
        int all = way.terms().size();
        if (all == 1) {
            return won == 1
                    ? "it has won its window, so all of δ comes back."
                    : "another number has won the window, so nothing comes back.";
        }
        return "it lies in %d windows and has won %d of them, whose δ come back.".formatted(all, won);
    }

    private String formula(BackwardStep.Arriving step, List<Way> ways) {
        boolean isUnknown =
                ways.stream().allMatch(it -> it.terms().getFirst().first().quantity() == Quantity.SENT_BACK);
        if (ways.isEmpty()) {
            return "0";
        }
        return isUnknown
                ? "\\text{what each layer after it sends back}"
                : ways.stream().map(it -> way(step, it)).collect(Collectors.joining(" + "));
    }

    private String way(BackwardStep.Arriving step, Way way) {
        Term first = way.terms().getFirst();
        Place.Unit to = (Place.Unit) step.result().place();
        if (way.layer().isEmpty()) {
            return "\\text{what the loss adds}";
        }
        return switch (way.layer().get()) {
            case Dense _ -> weighted(way);
            case Convolution2d _ -> window(way).sentBack(to);
            case MaxPool2d _ -> window(way).shared(to, "\\, " + symbols.of(first.factors().get(1)));
            case AveragePool2d _, GlobalAveragePool _ -> window(way).shared(to, " / " + first.sharers());
            default ->
                    way.terms().stream()
                            .map(it -> it.factors().stream().map(symbols::of).collect(Collectors.joining(" \\cdot ")))
                            .collect(Collectors.joining(" + "));
        };
    }

    private WindowFormulas window(Way way) {
        return WindowFormulas.of(context, way.from()).orElseThrow();
    }

    /// `Σ δ·w` over the units of a dense layer.
    private String weighted(Way way) {
        Factors factors = Factors.of(way.terms().getFirst(), Quantity.DELTA);
        TraceValue delta = factors.wanted();
        Place.Weight weight = (Place.Weight) factors.other().place();
        int input = weight.index() % symbols.fanIn(weight.key());
        return "\\sum_{j=1}^{%d} %s\\, %s"
                .formatted(
                        way.terms().size(),
                        symbols.of(delta, symbols.runningFeature((Place.Unit) delta.place(), "j")),
                        symbols.of(factors.other(), "j," + (input + 1)));
    }
}
