package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardStep;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.Gated;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Part;
import backproplab.network.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Cards of the time steps of a recurrent layer, forward and back through time.
final class TimeCards {
    private final CardContext context;
    private final CardSymbols symbols;
    private final TimeSymbols times;
    private final SumTex sums;

    TimeCards(CardContext context) {
        this.context = context;
        this.symbols = new CardSymbols(context);
        this.times = new TimeSymbols(context);
        this.sums = new SumTex(context);
    }

    /// The time step that a step of the pass stands in, where there is one.
    static OptionalInt timeOf(TraceStep step, CardContext context) {
        if (step instanceof TraceStep.Given || step.results().isEmpty()) {
            return OptionalInt.empty();
        }
        return switch (step.results().getFirst().place()) {
            case Place.Timed it -> OptionalInt.of(it.time());
            case Place.Unit(String owner, int _, int unit) -> {
                OptionalInt perStep = context.perStep(owner);
                yield perStep.isEmpty() ? perStep : OptionalInt.of(unit / perStep.getAsInt());
            }
            default -> OptionalInt.empty();
        };
    }

    static boolean isTimed(TraceValue value) {
        return value.place() instanceof Place.Timed;
    }

    private String title(TraceValue result) {
        return result.place() instanceof Place.Timed it
                ? times.title(result.quantity(), it) + context.sample(it.sample())
                : "∂L/∂x of " + symbols.name(result.place());
    }

    /// z of a unit or a gate: what the input gives, and what the state before gives.
    StepCard sum(ForwardStep.PreActivation step) {
        Part part = ((Place.Timed) step.result().place()).part();
        String sentence =
                switch (part) {
                    case STATE ->
                            "The input of this time step and the state of the one before, each by its weights: the same"
                                    + " weights at every step.";
                    case CANDIDATE_INPUT -> "What the input gives to the candidate.";
                    case CANDIDATE_STATE ->
                            "What the state before gives to the candidate; the reset gate is still to come.";
                    default -> "What opens or closes the gate: input and state before, each by its weights.";
                };
        return CardDraft.of(step, context, title(step.result()), sentence)
                .formula(pieces(symbols.of(step.result()), parts(step.sum())))
                .numbers(sums.numbers(step.sum()))
                .note(atStart(step.sum().terms()))
                .card();
    }

    private String atStart(List<TraceSum.Term> terms) {
        return terms.stream().flatMap(it -> it.factors().stream()).anyMatch(TimeCards::isStart)
                ? "The sequence starts from h = 0: nothing has been seen yet."
                : "";
    }

    private static boolean isStart(TraceValue value) {
        return value.place() instanceof Place.Timed it && it.time() < 0;
    }

    private static String[] pieces(String result, List<String> parts) {
        List<String> pieces = new ArrayList<>(List.of(result));
        for (String part : parts) {
            pieces.add((pieces.size() == 1 ? "= " : "+\\: ") + part);
        }
        return pieces.toArray(String[]::new);
    }

    /// Each run of terms that come from the same place is one Σ.
    private List<String> parts(TraceSum sum) {
        List<String> parts = new ArrayList<>();
        sum.start().ifPresent(it -> parts.add(symbols.of(it)));
        int next = 0;
        while (next < sum.terms().size()) {
            int from = next;
            Optional<Run> gates = byGates(sum, from);
            if (gates.isPresent()) {
                next = gates.get().end();
                parts.add(gates.get().tex());
                continue;
            }
            Kind kind = Kind.of(sum.terms().get(next));
            while (next < sum.terms().size() && Kind.of(sum.terms().get(next)).equals(kind)) {
                next++;
            }
            parts.add(part(sum.terms().subList(from, next)));
        }
        return parts.isEmpty() ? List.of("0") : parts;
    }

    /// Where the factors of a term come from.
    private record Kind(List<Object> places) {
        static Kind of(TraceSum.Term term) {
            return new Kind(
                    term.factors().stream()
                            .<Object>map(it ->
                                    switch (it.place()) {
                                        case Place.Timed timed -> timed.owner() + timed.part();
                                        case Place.Unit unit -> unit.owner() + it.quantity();
                                        case Place.Weight weight -> weight.key();
                                        case Place other -> other;
                                    })
                            .toList());
        }
    }

    /// The sums over all gates that end alike, as one.
    private Optional<Run> byGates(TraceSum sum, int from) {
        Set<Part> gates = new LinkedHashSet<>();
        int next = from;
        while (next < sum.terms().size() && isOfGate(sum.terms().get(next))) {
            gates.add(((Place.Timed) sum.terms().get(next++).first().place()).part());
        }
        if (gates.size() < 2) {
            return Optional.empty();
        }
        TraceSum.Term first = sum.terms().get(from);
        Place.Timed delta = (Place.Timed) first.first().place();
        Place.Weight weight = (Place.Weight) first.second().orElseThrow().place();
        String letters = gates.stream().map(it -> times.letter(delta.owner(), it)).collect(Collectors.joining(",\\,"));
        return Optional.of(
                new Run(
                        next,
                        "\\sum_{k\\in\\{%s\\}} \\sum_{j=1}^{%d} %s\\, %s"
                                .formatted(
                                        letters,
                                        (next - from) / gates.size(),
                                        times.runningDelta(delta),
                                        symbols.of(
                                                first.second().orElseThrow(),
                                                "kj," + (weight.index() % symbols.fanIn(weight.key()) + 1)))));
    }

    /// Terms that are written as one.
    ///
    /// @param end the first one behind them
    private record Run(int end, String tex) {}

    private static boolean isOfGate(TraceSum.Term term) {
        return term.second().isPresent()
                && term.first().quantity() == Quantity.DELTA
                && term.first().place() instanceof Place.Timed it
                && it.part() != Part.STATE
                && it.part() != Part.CANDIDATE_STATE;
    }

    private String part(List<TraceSum.Term> terms) {
        TraceSum.Term first = terms.getFirst();
        if (first.second().isEmpty()) {
            return terms.stream().map(it -> single(it.first())).collect(Collectors.joining(" + "));
        }
        if (terms.size() == 1) {
            return factors(first, "");
        }
        return "\\sum_{j=1}^{%d} %s".formatted(terms.size(), factors(first, "j"));
    }

    private String single(TraceValue value) {
        return value.quantity() == Quantity.LOSS_GRADIENT ? "\\text{what the loss adds}" : symbols.of(value);
    }

    /// @param running the letter of the unit that the sum goes over; empty for none
    private String factors(TraceSum.Term term, String running) {
        boolean isBack = TimeSymbols.isBackward(term.first().quantity());
        return term.factors().stream().map(it -> factor(it, running, isBack)).collect(Collectors.joining("\\, "));
    }

    private String factor(TraceValue value, String running, boolean isBack) {
        if (running.isEmpty()) {
            return symbols.of(value);
        }
        return switch (value.place()) {
            case Place.Timed it -> symbols.of(value, running);
            case Place.Unit it -> symbols.of(value, symbols.runningFeature(it, running));
            case Place.Weight it -> symbols.of(value, symbols.runningIndex(it, running, isBack));
            default -> symbols.of(value);
        };
    }

    /// Of the units of a layer at one time step, or of a row of its weights.
    Optional<String> groupTitle(TraceStep.Group group) {
        TraceValue first = group.parts().getFirst().results().getFirst();
        return switch (first.place()) {
            case Place.Timed it ->
                    Optional.of(
                            "%s of %s at t = %d"
                                    .formatted(times.letterOf(first.quantity(), it), ofLayer(it), it.time() + 1));
            case Place.Weight(Parameters.Key key, int _) when context.isRecurrent(key.layer()) ->
                    Optional.of(
                            (group.quantity() == Quantity.GRADIENT ? "∂L/∂" : "New ")
                                    + key.name()
                                    + " of "
                                    + (group.unit().isPresent()
                                            ? new RowNames(context).row(key, group.unit().getAsInt())
                                            : key.layer()));
            default -> Optional.empty();
        };
    }

    private static String ofLayer(Place.Timed it) {
        String label = it.part().label();
        return label.isEmpty() || it.part() == Part.CELL ? it.owner() : "the " + label + " of " + it.owner();
    }

    /// `a = f(z)` inside of the layer, told by what it does there.
    String activated(ForwardStep.Activated step) {
        return switch (((Place.Timed) step.result().place()).part()) {
            case STATE ->
                    "The activation function turns z into the state: it leaves the unit and goes on to the next time"
                            + " step.";
            case CELL -> "The memory, brought between −1 and 1 before it leaves the unit.";
            case CANDIDATE -> "What may come in: the gate before it says how much of it does.";
            default -> "How far the gate is open: 0 lets nothing through, 1 everything.";
        };
    }

    StepCard gated(Gated step) {
        List<String> formula = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (List<TraceValue> product : step.products()) {
            formula.add(product.stream().map(symbols::of).collect(Collectors.joining(" \\cdot ")));
            numbers.add(
                    (numbers.isEmpty() ? "= " : "+\\: ")
                            + product.stream()
                                    .map(it -> context.digits().factor(it.value()))
                                    .collect(Collectors.joining(" \\cdot ")));
        }
        return CardDraft.of(step, context, title(step.result()), sentence(step.result()))
                .formula(pieces(symbols.of(step.result()), formula))
                .numbers(numbers)
                .card();
    }

    private static String sentence(TraceValue result) {
        boolean isBack = TimeSymbols.isBackward(result.quantity());
        return switch (((Place.Timed) result.place()).part()) {
            case CELL ->
                    isBack
                            ? "What the next time step sends back along the memory, times its forget gate, and what"
                                    + " comes from the state: added, with no weight between."
                            : "The memory: the forget gate says what is kept, the input gate what is new.";
            case STATE -> "What leaves the unit at this time step, and goes on to the next one.";
            case CANDIDATE ->
                    isBack
                            ? "How wrong the candidate is, as far as the gate lets it through."
                            : "The reset gate says how much of the state before counts.";
            default -> "How wrong the gate is: what arrives behind it, times what it lets through.";
        };
    }

    /// Two sources, told apart: what comes from above at this time step, and what the next one sends back.
    StepCard arriving(BackwardStep.Arriving step) {
        boolean isState = isTimed(step.result());
        CardDraft draft = CardDraft.of(step, context, title(step.result()), arrivingSentence(step, isState));
        List<TraceSum.Term> terms = step.sum().terms();
        int next = 0;
        while (isState && next < terms.size() && !isFromNext(terms.get(next), step.result())) {
            next++;
        }
        if (isState && next > 0 && next < terms.size()) {
            draft.formula(
                    symbols.of(step.result()),
                    "= " + under(parts(part(step.sum(), 0, next)), "from above"),
                    "+\\: " + under(parts(part(step.sum(), next, terms.size())), "from the next time step"));
            double above = step.sum().upTo(next);
            return draft.numbers(sums.numbers(step.sum()))
                    .numbers(
                            "= " + context.tex(above),
                            context.digits().term(step.sum().total() - above) + "\\text{ from the next time step}")
                    .card();
        }
        return draft.formula(pieces(symbols.of(step.result()), parts(step.sum())))
                .numbers(sums.numbers(step.sum()))
                .card();
    }

    private static TraceSum part(TraceSum sum, int from, int to) {
        return new TraceSum(Optional.empty(), sum.terms().subList(from, to), 0);
    }

    private static String under(List<String> parts, String what) {
        return "\\underbrace{%s}_{\\text{%s}}".formatted(String.join(" + ", parts), what);
    }

    private static boolean isFromNext(TraceSum.Term term, TraceValue result) {
        return term.first().place() instanceof Place.Timed it
                && it.owner().equals(((Place.Timed) result.place()).owner());
    }

    private String arrivingSentence(BackwardStep.Arriving step, boolean isState) {
        if (!isState) {
            return "What the loss does when this input grows: each unit of its time step sends its δ back by its"
                    + " weight.";
        }
        return step.sum().terms().stream().anyMatch(it -> isFromNext(it, step.result()))
                ? "How wrong the state is: what comes from above at this time step, and what the next one sends back by"
                        + " the same weights."
                : "How wrong the state is: it is the last time step, so all comes from above.";
    }

    /// `∂L/∂W` as a sum over time.
    StepCard parameterGradient(BackwardStep.ParameterGradient step) {
        Place.Weight place = (Place.Weight) step.result().place();
        TraceSum.Term term = step.sum().terms().getFirst();
        String product = term.factors().stream().map(this::inTime).collect(Collectors.joining("\\, "));
        String over = context.isBatch() ? "\\sum_s \\sum_t " : "\\sum_{t=1}^{%d} ".formatted(step.sum().terms().size());
        return CardDraft.of(
                        step,
                        context,
                        symbols.title("∂L/∂", place),
                        "The weight is used at every time step, so every time step has its part: they are added up over"
                                + (context.isBatch() ? " time and batch." : " time."))
                .formula(symbols.of(step.result()), "= " + over + product)
                .numbers(sums.numbers(step.sum()))
                .note(largest(step.sum()))
                .card();
    }

    /// Where in time the gradient is made.
    private String largest(TraceSum sum) {
        List<Integer> largest = sum.largest(1);
        if (sum.terms().size() < 4 || largest.isEmpty() || context.isBatch()) {
            return "";
        }
        TraceSum.Term term = sum.terms().get(largest.getFirst());
        return term.first().place() instanceof Place.Timed it
                ? "The largest part, %s, is that of t = %d."
                        .formatted(context.digits().text(term.value()), it.time() + 1)
                : "";
    }

    private String inTime(TraceValue value) {
        int time =
                switch (value.place()) {
                    case Place.Timed it when value.quantity() == Quantity.DELTA -> it.time();
                    case Place.Timed it -> it.time() + 1;
                    case Place.Unit(String owner, int _, int unit) ->
                            context.perStep(owner).isPresent() ? unit / context.perStep(owner).getAsInt() : 0;
                    default -> 0;
                };
        return new CardSymbols(context.at(time)).of(value);
    }
}
