package backproplab.ui.viewmodel;

import backproplab.backprop.ForwardStep;
import backproplab.backprop.LossStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.backprop.UpdateStep;
import backproplab.optimizer.Momentum;
import backproplab.optimizer.Nesterov;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Optimizers;
import backproplab.ui.viewmodel.Worksheet.Answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The numbers of a question: those that are given with it, those that other questions have asked for, and the answers
/// with their working.
final class WorksheetNumbers {
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "learning_rate", "\\eta",
                    "momentum", "\\mu",
                    "rho", "\\rho",
                    "beta1", "\\beta_1",
                    "beta2", "\\beta_2",
                    "eps", "\\varepsilon",
                    "weight_decay", "\\lambda");

    private final CardContext context;
    private final CardSymbols symbols;
    private final WorksheetChoice choice;
    private final Function<TraceValue, OptionalInt> question;

    /// @param question the number of an earlier one that asks for a value
    WorksheetNumbers(CardContext context, WorksheetChoice choice, Function<TraceValue, OptionalInt> question) {
        this.context = context;
        this.symbols = new CardSymbols(context);
        this.choice = choice;
        this.question = question;
    }

    /// @param given such as `x_1 = 0.05`
    /// @param sums each a line in pieces
    /// @param remark which answers are needed; empty for none
    record Needed(List<String> given, List<List<String>> sums, String remark) {}

    Needed needed(List<TraceStep> parts) {
        Set<String> given = new LinkedHashSet<>();
        List<List<String>> sums = new ArrayList<>();
        NavigableSet<Integer> from = new TreeSet<>();
        for (TraceStep part : parts) {
            if (part instanceof TraceStep.Summed it && isLong(it.sum())) {
                List<String> line = new ArrayList<>(List.of(symbols.of(it.result())));
                line.addAll(folded(it.sum(), true));
                sums.add(line);
            }
            for (TraceValue operand : operands(part)) {
                OptionalInt number = question.apply(operand);
                if (number.isPresent()) {
                    from.add(number.getAsInt());
                } else if (!(part instanceof TraceStep.Summed it && isLong(it.sum()))) {
                    given.add(symbols.of(operand) + " = " + context.tex(operand.value()));
                }
            }
            if (part instanceof UpdateStep.Update it) {
                given.addAll(update(it, parts.size() > 1));
            }
        }
        return new Needed(List.copyOf(given), sums, needs(from));
    }

    /// A sentence; empty for none.
    static String needs(Collection<Integer> questions) {
        List<String> numbers = questions.stream().map(String::valueOf).toList();
        return switch (numbers.size()) {
            case 0 -> "";
            case 1 -> "Needs your answers to %s.".formatted(numbers.getFirst());
            default ->
                    "Needs your answers to %s and %s."
                            .formatted(String.join(", ", numbers.subList(0, numbers.size() - 1)), numbers.getLast());
        };
    }

    /// What the formula on the sheet is written with.
    private List<TraceValue> operands(TraceStep step) {
        return switch (step) {
            case LossStep.SampleLoss it -> {
                List<TraceValue> compared = new ArrayList<>();
                for (int k = 0; k < it.targets().size(); k++) {
                    // Where the outputs are judged together, only those that are wanted count.
                    if (!it.perOutput().isEmpty() || it.targets().get(k).value() != 0) {
                        compared.add(it.activations().get(k));
                        compared.add(it.targets().get(k));
                    }
                }
                yield compared;
            }
            case TraceStep.Summed it when isLong(it.sum()) ->
                    shown(it.sum()).stream().flatMap(i -> it.sum().terms().get(i).factors().stream()).toList();
            case UpdateStep.Update it -> List.of(it.before(), it.gradient());
            default -> step.operands();
        };
    }

    /// What an optimizer needs beside weight and gradient.
    private List<String> update(UpdateStep.Update step, boolean ofMany) {
        List<String> needed = new ArrayList<>();
        Optimizer optimizer = step.rule().optimizer();
        Optimizers.CATALOG
                .describe(optimizer)
                .values()
                .asMap()
                .forEach((id, value) -> {
                    if (value instanceof Double number && SETTINGS.containsKey(id)) {
                        needed.add(SETTINGS.get(id) + " = " + context.tex(number));
                    }
                });
        List<UpdateStep.Update.Slot> slots = step.slots();
        if (slots.size() > 1) {
            needed.add("t = " + step.update());
        }
        String of = ofMany ? "\\ (" + symbols.of(step.before()) + ")" : "";
        for (int i = 0; i < slots.size(); i++) {
            double before = slots.get(i).before();
            needed.add(slot(optimizer, slots.size(), i) + " = " + context.tex(before) + (before == 0 ? "" : of));
        }
        double g = step.effective().map(TraceValue::value).orElse(step.gradient().value());
        if (g != step.gradient().value()) {
            needed.add("g = " + context.tex(g) + of);
        }
        return needed;
    }

    /// As the card calls what an optimizer remembers.
    private static String slot(Optimizer optimizer, int slots, int index) {
        if (slots > 1) {
            return index == 0 ? "m" : "v";
        }
        return optimizer instanceof Momentum || optimizer instanceof Nesterov ? "v" : "s";
    }

    private boolean isLong(TraceSum sum) {
        return sum.terms().size() > context.most() + 1;
    }

    /// The largest, and those of units that stand on the sheet.
    private NavigableSet<Integer> shown(TraceSum sum) {
        NavigableSet<Integer> shown = new TreeSet<>(sum.largest(context.most()));
        IntStream.range(0, sum.terms().size())
                .filter(i -> sum.terms().get(i).factors().stream().anyMatch(it -> choice.shows(it.place())))
                .limit(context.most())
                .forEach(shown::add);
        return shown;
    }

    /// A long sum with what the terms that are not shown come to.
    ///
    /// @param open whether what is asked for stays a symbol
    private List<String> folded(TraceSum sum, boolean open) {
        CardDigits digits = context.digits();
        List<String> pieces = new ArrayList<>();
        sum.start().ifPresent(it -> pieces.add(digits.tex(it.value())));
        List<Integer> shown = List.copyOf(shown(sum));
        for (int position : shown) {
            String product =
                    sum.terms().get(position).factors().stream()
                            .map(it ->
                                    open && question.apply(it).isPresent() ? symbols.of(it) : digits.factor(it.value()))
                            .collect(Collectors.joining(" \\cdot "));
            pieces.add(pieces.isEmpty() ? product : "+\\: " + product);
        }
        int more = sum.terms().size() - shown.size();
        if (more > 0) {
            double rest = sum.rest(shown);
            pieces.add(
                    "%s\\: \\underbrace{%s}_{\\text{%d more}}"
                            .formatted(rest < 0 ? "-" : "+", digits.tex(Math.abs(rest)), more));
        }
        pieces.set(0, "= " + pieces.getFirst());
        return pieces;
    }

    /// One for each number that is to be found.
    Stream<Answer> answers(TraceStep step, Predicate<TraceValue> isBlank) {
        if (step instanceof TraceStep.Single single) {
            StepCard card = StepCards.of(step, context);
            List<List<String>> lines =
                    step instanceof TraceStep.Summed it && isLong(it.sum())
                            ? List.of(folded(it.sum(), false))
                            : card.numbers();
            return Stream.of(answer(single.result(), lines));
        }
        return step.results().stream().filter(isBlank).map(it -> answer(it, List.of(together(step, it))));
    }

    /// Of softmax `e^{z} / (e^{z₁} + …)` with numbers, where the layer is narrow.
    private List<String> together(TraceStep step, TraceValue result) {
        if (!(step instanceof ForwardStep.FunctionOutput it
                && it.z().size() <= context.most()
                && result.place() instanceof Place.Unit place
                && result.quantity() == Quantity.ACTIVATION
                && StepCards.of(step, context).formula().stream().anyMatch(line -> line.toString().contains("frac")))) {
            return List.of();
        }
        int first = ((Place.Unit) it.z().getFirst().place()).unit();
        String all = it.z().stream().map(z -> "e^{" + context.tex(z.value()) + "}").collect(Collectors.joining(" + "));
        String own = context.tex(it.z().get(place.unit() - first).value());
        return List.of("= \\frac{e^{%s}}{%s}".formatted(own, all));
    }

    private Answer answer(TraceValue result, List<List<String>> lines) {
        return new Answer(
                symbols.of(result),
                context.tex(result.value()),
                context.digits().text(result.value()),
                working(symbols.of(result), context.tex(result.value()), lines));
    }

    /// @param line with numbers, from `=` on; may be empty
    Answer answer(String symbol, String number, String text, List<String> line) {
        return new Answer(symbol, number, text, working(symbol, number, List.of(line)));
    }

    /// The symbol before the first of the lines that begin with `=`, and the result behind the last.
    private static List<List<String>> working(String symbol, String number, List<List<String>> lines) {
        List<List<String>> working = new ArrayList<>();
        boolean isContinued = false;
        for (List<String> line : lines) {
            if (line.isEmpty()) {
                continue;
            }
            boolean continues = line.getFirst().startsWith("=");
            List<String> written = new ArrayList<>(line);
            if (continues && !isContinued) {
                written.addFirst(symbol);
            }
            working.add(written);
            isContinued = continues;
        }
        if (!isContinued) {
            working.add(new ArrayList<>(List.of(symbol)));
        }
        List<String> last = working.getLast();
        if (!last.getLast().equals("= " + number)) {
            last.add("= " + number);
        }
        return working;
    }
}
