package backproplab.cli;

import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.experiment.Json;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.StepCard;
import backproplab.ui.viewmodel.StepCards;
import backproplab.ui.viewmodel.TexText;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Steps of a trace, told one by one: what the cards in the window say, as text or JSON.
final class ToldSteps {
    /// Of a long sum.
    private static final int MOST_TERMS = 8;

    /// More than that nobody reads.
    private static final int MOST_STEPS = 300;

    /// Numbers in one JSON.
    private static final long MOST_VALUES = 1_000_000;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private final TraceSteps steps;
    private final int digits;
    private final int from;
    private final int to;
    private final boolean isChosen;

    /// All of them.
    ///
    /// @param digits significant ones in the text
    ToldSteps(TraceSteps steps, int digits) {
        this(steps, digits, 0, steps.size(), false);
    }

    private ToldSteps(TraceSteps steps, int digits, int from, int to, boolean isChosen) {
        this.steps = steps;
        this.digits = digits;
        this.from = from;
        this.to = to;
        this.isChosen = isChosen;
    }

    /// Of these the ones from A to B.
    ///
    /// @param range such as `12-20` or `12`, counted from 1
    ToldSteps range(String range) {
        Matcher matcher = RANGE.matcher(range.strip());
        if (!matcher.matches()) {
            throw new Refused("`--steps` must be as in `12-20` or `12`, got `%s`".formatted(range));
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (first < 1 || last < first || last > steps.size()) {
            throw new Refused(
                    "`--steps` must lie within 1-%d, the smaller number first, got `%s`; another `--grain` has"
                                    .formatted(steps.size(), range)
                            + " another number of steps");
        }
        return new ToldSteps(steps, digits, first - 1, last, true);
    }

    /// Of these the ones of a phase.
    ToldSteps phase(Phase phase) {
        int first = Math.max(from, steps.first(phase));
        int last = Math.min(to, steps.first(phase) + steps.count(phase));
        if (first >= last) {
            throw new Refused(
                    "no step from %d to %d belongs to the phase `%s`; it has those from %d to %d"
                            .formatted(
                                    from + 1,
                                    to,
                                    phase.name().toLowerCase(Locale.ROOT),
                                    steps.first(phase) + 1,
                                    steps.first(phase) + steps.count(phase)));
        }
        return new ToldSteps(steps, digits, first, last, isChosen);
    }

    /// All that were chosen by their numbers; otherwise not more than one reads, and then says so.
    String toText() {
        int last = isChosen ? to : Math.min(to, from + MOST_STEPS);
        StringBuilder text = new StringBuilder();
        for (int i = from; i < last; i++) {
            String card = card(i).text();
            int title = card.indexOf('\n');
            text.append("\n%d/%d %s: %s".formatted(i + 1, steps.size(), phaseName(i), card.substring(0, title + 1)));
            text.append(card.substring(title + 1).indent(2));
        }
        if (last < to) {
            text.append(
                    "\n… %d steps more, to %d: choose with `--steps %d-%d`, `--phase` or a coarser `--grain`\n"
                            .formatted(to - last, to, last + 1, Math.min(to, last + MOST_STEPS)));
        }
        return text.toString();
    }

    private String phaseName(int index) {
        String name = steps.phaseOf(index).name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private StepCard card(int index) {
        CardContext context =
                new CardContext(
                        steps.trace(), CardDigits.near(digits), MOST_TERMS, CardContext.Names.of(steps.trace()));
        return StepCards.of(steps.get(index), context);
    }

    Json toJson() {
        long values = 0;
        for (int i = from; i < to && values <= MOST_VALUES; i++) {
            TraceStep step = steps.get(i);
            values += 1 + step.operands().size() + step.results().size();
        }
        if (values > MOST_VALUES) {
            throw new Refused(
                    "steps %d to %d hold more than %d numbers; choose fewer with `--steps`, `--phase` or a coarser `--grain`"
                            .formatted(from + 1, to, MOST_VALUES));
        }
        return Json.array(IntStream.range(from, to).boxed().toList(), this::step);
    }

    private Json step(int index) {
        TraceStep step = steps.get(index);
        StepCard card = card(index);
        return new Json.Builder()
                .put("step", Json.of(index + 1))
                .put("phase", step.phase().name().toLowerCase(Locale.ROOT))
                .put("title", card.title())
                .put("sentence", card.sentence())
                .put("formula", lines(card.formula()))
                .put("numbers", lines(card.numbers()))
                .put("operands", Json.array(step.operands(), ToldSteps::value))
                .put("results", Json.array(step.results(), ToldSteps::value))
                .put("notes", Json.array(card.notes(), Json::of))
                .build();
    }

    private static Json lines(List<List<String>> formula) {
        return Json.array(formula.stream().map(TexText::of).toList(), Json::of);
    }

    /// Which quantity, where it stands, and the number itself: no digits are lost.
    private static Json value(TraceValue it) {
        Json.Builder value = new Json.Builder().put("quantity", it.quantity().name().toLowerCase(Locale.ROOT));
        switch (it.place()) {
            case Place.Unit unit -> unit(value, unit);
            case Place.Timed timed ->
                    value.put("layer", timed.owner())
                            .put("sample", Json.of(timed.sample()))
                            .put("time", Json.of(timed.time()))
                            .put("part", timed.part().name().toLowerCase(Locale.ROOT))
                            .put("unit", Json.of(timed.unit()));
            case Place.Edge edge -> unit(value.put("from", edge.from()), edge.to());
            case Place.Weight weight ->
                    value.put("layer", weight.key().layer())
                            .put("name", weight.key().name())
                            .put("index", Json.of(weight.index()));
            case Place.Term term -> value.put("term", Json.of(term.term())).put("sample", Json.of(term.sample()));
            case Place.Whole _ -> {}
        }
        return value.put("value", it.value()).build();
    }

    private static void unit(Json.Builder value, Place.Unit unit) {
        value.put("layer", unit.owner()).put("sample", Json.of(unit.sample())).put("unit", Json.of(unit.unit()));
    }
}
