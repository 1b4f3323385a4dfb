package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardStep;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.LossStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.backprop.UpdateStep;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.ui.viewmodel.Worksheet.Answer;
import backproplab.ui.viewmodel.Worksheet.Question;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Writes the questions of a [Worksheet]: one for each quantity of each layer, in the order of the pass.
final class WorksheetQuestions {
    /// Formulas that take all units together are for layers that are not wider.
    private static final int MOST_TOGETHER = 12;

    private static final Map<Quantity, String> TASKS =
            Map.ofEntries(
                    Map.entry(Quantity.PRE_ACTIVATION, "What reaches each unit."),
                    Map.entry(Quantity.ACTIVATION, "What leaves each unit."),
                    Map.entry(Quantity.SAMPLE_LOSS, "How far the outputs are from the targets."),
                    Map.entry(Quantity.LOSS, "One number for all that is wrong."),
                    Map.entry(Quantity.ARRIVING, "How wrong: what the loss does when a of each unit grows."),
                    Map.entry(Quantity.LOSS_GRADIENT, "How wrong: what this loss does when a of each unit grows."),
                    Map.entry(Quantity.SLOPE, "How awake: what a of each unit does when its z grows."),
                    Map.entry(Quantity.DELTA, "What the loss does when z of each unit grows."),
                    Map.entry(Quantity.GRADIENT, "What the loss does when each weight, each bias grows."),
                    Map.entry(Quantity.UPDATED, "One step against the gradient."),
                    Map.entry(Quantity.LOSS_AFTER, "The same samples again, with the new weights."));

    private final CardContext context;
    private final BackwardTrace trace;
    private final WorksheetChoice choice;
    private final WorksheetNumbers numbers;
    private final List<Question> questions = new ArrayList<>();

    /// In which question a number is asked for.
    private final Map<Asked, Integer> asked = new HashMap<>();

    private record Asked(Quantity quantity, Place place) {}

    WorksheetQuestions(CardContext context, WorksheetChoice choice) {
        this.context = context;
        this.trace = context.trace();
        this.choice = choice;
        this.numbers = new WorksheetNumbers(context, choice, this::question);
    }

    /// The number of the question that asks for it.
    private OptionalInt question(TraceValue value) {
        Integer number = asked.get(new Asked(value.quantity(), value.place()));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    List<Question> all() {
        TraceSteps steps = TraceSteps.of(trace, Grain.LAYER);
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            switch (step) {
                case TraceStep.Given _, TraceStep.Opaque _ -> {}
                case UpdateStep.Verify it -> verify(it);
                case TraceStep.Group it -> add(it.quantity(), it.owner(), asked(it));
                default -> add(quantity(step), owner(step), asked(step) ? List.of(step) : List.of());
            }
        }
        return List.copyOf(questions);
    }

    /// What is asked for of a layer; of a large one only those steps are made that may be.
    private List<TraceStep> asked(TraceStep.Group group) {
        return group.quantity() == Quantity.INPUT_GRADIENT
                ? List.of()
                : group.parts().stream().filter(this::asked).toList();
    }

    private boolean asked(TraceStep step) {
        return switch (step) {
            case TraceStep.Opaque _, TraceStep.Given _ -> false;
            case ForwardStep.FunctionOutput it -> it.z().size() <= MOST_TOGETHER && asksAny(it.a());
            case BackwardStep.FunctionBackward it -> it.deltas().size() <= MOST_TOGETHER && asksAny(it.deltas());
            case LossStep.SampleLoss it -> it.targets().size() <= MOST_TOGETHER && choice.asks(it.result().place());
            case LossStep.TotalLoss it -> !isTrivial(it) && it.samples().size() <= MOST_TOGETHER;
            case UpdateStep.Update it -> it.effective().isPresent() && choice.asks(it.result().place());
            case TraceStep.Single it ->
                    it.result().quantity() != Quantity.INPUT_GRADIENT && choice.asks(it.result().place());
            case TraceStep.Product _, TraceStep.Group _ -> true;
        };
    }

    private boolean asksAny(List<TraceValue> values) {
        return values.stream().anyMatch(it -> choice.asks(it.place()));
    }

    /// One sample and one loss of weight 1: L is what the sample costs.
    private static boolean isTrivial(LossStep.TotalLoss it) {
        return it.samples().size() == 1 && it.terms().getFirst().term().weight() == 1;
    }

    private static Quantity quantity(TraceStep step) {
        return step.results().getFirst().quantity();
    }

    private static String owner(TraceStep step) {
        return switch (step.results().getFirst().place()) {
            case Place.Unit it -> it.owner();
            case Place.Edge it -> it.to().owner();
            case Place.Timed it -> it.owner();
            case Place.Weight it -> it.key().layer();
            case Place.Term _, Place.Whole _ -> "";
        };
    }

    private void add(Quantity quantity, String owner, List<TraceStep> parts) {
        if (parts.isEmpty() || !TASKS.containsKey(quantity)) {
            return;
        }
        StepCard card = StepCards.of(parts.getFirst(), context);
        WorksheetNumbers.Needed needed = numbers.needed(parts);
        List<Answer> answers = parts.stream().flatMap(it -> numbers.answers(it, this::isBlank)).toList();
        questions.add(
                new Question(
                        questions.size() + 1,
                        card.phase(),
                        title(quantity, owner),
                        TASKS.getOrDefault(quantity, ""),
                        formulas(parts),
                        needed.given(),
                        needed.sums(),
                        needed.remark(),
                        answers));
        parts.stream()
                .flatMap(it -> it.results().stream())
                .filter(this::isBlank)
                .forEach(it -> asked.put(new Asked(it.quantity(), it.place()), questions.size()));
    }

    /// That of the first part; of gradients those of a weight and of a bias, which differ.
    private List<List<String>> formulas(List<TraceStep> parts) {
        Map<String, TraceStep> kinds = new LinkedHashMap<>();
        for (TraceStep part : parts) {
            String kind =
                    part instanceof BackwardStep.ParameterGradient it
                                    && it.result().place() instanceof Place.Weight(Parameters.Key key, int _)
                            ? key.name()
                            : "";
            kinds.putIfAbsent(kind, part);
        }
        List<List<String>> lines = new ArrayList<>();
        for (TraceStep it : kinds.values()) {
            for (List<String> line : StepCards.of(it, context).formula()) {
                if (lines.isEmpty() || kinds.size() == 1) {
                    lines.add(new ArrayList<>(line));
                } else {
                    List<String> beside = new ArrayList<>(line);
                    beside.set(0, "\\qquad " + beside.getFirst());
                    lines.getLast().addAll(beside);
                }
            }
        }
        return lines;
    }

    private boolean isBlank(TraceValue result) {
        return choice.asks(result.place());
    }

    private static String title(Quantity quantity, String owner) {
        return switch (quantity) {
            case PRE_ACTIVATION -> "z of " + owner;
            case ACTIVATION -> "a of " + owner;
            case SAMPLE_LOSS -> "Loss of the sample";
            case LOSS -> "Loss L";
            case ARRIVING, LOSS_GRADIENT -> "∂L/∂a of " + owner;
            case SLOPE -> "f′(z) of " + owner;
            case DELTA -> "δ of " + owner;
            case GRADIENT -> "Gradients of " + owner;
            case UPDATED -> "New weights and biases of " + owner;
            default -> "Forward again";
        };
    }

    /// Of a path nobody can compute the new loss: it is given, and its change asked for.
    private void verify(UpdateStep.Verify step) {
        StepCard card = StepCards.of(step, context);
        List<Answer> answers = new ArrayList<>();
        List<StepCard.Result> results = card.results();
        StepCard.Result after = results.get(1);
        StepCard.Result change = results.get(2);
        List<String> given = new ArrayList<>();
        if (choice.isWhole()) {
            step.outputsAfter().forEach((layer, a) -> outputs(layer, a).forEach(answers::add));
            answers.add(numbers.answer(after.symbol(), after.number(), after.text(), List.of()));
        } else {
            if (loss().isEmpty()) {
                given.add(results.getFirst().symbol() + " = " + results.getFirst().number());
            }
            given.add(after.symbol() + " = " + after.number());
        }
        answers.add(
                numbers.answer(
                        change.symbol(),
                        change.number(),
                        change.text(),
                        List.of("= " + after.number(), context.digits().term(-step.before().value()))));
        if (choice.isWhole()) {
            StepCard.Result predicted = results.get(3);
            answers.add(numbers.answer(predicted.symbol(), predicted.number(), predicted.text(), List.of()));
        }
        questions.add(
                new Question(
                        questions.size() + 1,
                        card.phase(),
                        title(Quantity.LOSS_AFTER, ""),
                        TASKS.getOrDefault(Quantity.LOSS_AFTER, ""),
                        card.formula(),
                        given,
                        List.of(),
                        choice.isWhole()
                                ? "Take all your new weights at once, then compare the change with what the gradient"
                                        + " predicts."
                                : "The new loss is that of the whole network after its update. "
                                        + WorksheetNumbers.needs(loss().stream().boxed().toList()),
                        answers));
    }

    /// The question that asks for L, which that for the only sample does too.
    private OptionalInt loss() {
        OptionalInt whole = question(new TraceValue(Quantity.LOSS, new Place.Whole(), 0));
        LossStep.TotalLoss total = total();
        return whole.isPresent() || !isTrivial(total) ? whole : question(total.samples().getFirst());
    }

    private LossStep.TotalLoss total() {
        TraceSteps steps = TraceSteps.of(trace, Grain.LAYER);
        return (LossStep.TotalLoss) steps.get(steps.indexOf(Quantity.LOSS, new Place.Whole()));
    }

    private Stream<Answer> outputs(String layer, Tensor a) {
        CardSymbols symbols = new CardSymbols(context);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            Place.Unit place = new Place.Unit(layer, i / a.rowSize(), i % a.rowSize());
            answers.add(
                    numbers.answer(
                            "\\text{new}\\; " + symbols.of(Quantity.ACTIVATION, place),
                            context.tex(a.get(i)),
                            context.digits().text(a.get(i)),
                            List.of()));
        }
        return answers.stream();
    }
}
