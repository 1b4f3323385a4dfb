package backproplab.ui.view;

import backproplab.backprop.BackwardStep;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.LossStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.backprop.UpdateStep;
import backproplab.layer.SlidingWindow;
import backproplab.network.Parameters;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Readout;
import backproplab.ui.view.LitNumbers.Gate;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.UnitNames;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to read of the lit network: below it, under the mouse, and for those who do not see it.
final class LitWords {
    private static final CardDigits EXACT = new CardDigits(10);
    private static final CardDigits SHORT = new CardDigits(4);

    private final LitScene scene;
    private final Palette palette;

    LitWords(LitScene scene, Palette palette) {
        this.scene = scene;
        this.palette = palette;
    }

    /// Such as `Backward: δ of hidden 1`.
    String title() {
        if (scene.paths().isPresent()) {
            Place.Weight weight = weightOf(scene.paths().get());
            return "All paths from the loss to " + scene.nameOf(weight);
        }
        TraceStep step = scene.moment().step();
        return PhaseLook.name(step.phase()) + ": " + what(step);
    }

    private static Place.Weight weightOf(LitPaths paths) {
        return new Place.Weight(paths.paths().key(), paths.paths().index());
    }

    private String what(TraceStep step) {
        return switch (step) {
            case TraceStep.Given it -> LitCards.symbol(it.quantity()) + " of " + it.owner();
            case TraceStep.Group it -> {
                String owner =
                        it.unit().isPresent()
                                ? scene.names()
                                        .ofParameter(new Parameters.Key(it.owner(), "weights"), it.unit().getAsInt())
                                : it.owner();
                yield (it.quantity() == Quantity.UPDATED ? "new weights" : LitCards.symbol(it.quantity()))
                        + " of "
                        + owner;
            }
            case ForwardStep.FunctionOutput it -> "a of " + it.layer();
            case BackwardStep.FunctionBackward it -> "δ of " + it.layer();
            case TraceStep.Opaque it -> LitCards.symbol(it.results().getFirst().quantity()) + " of " + it.layer();
            case UpdateStep.Verify _ -> "the loss after the update";
            case LossStep.TotalLoss _ -> "the loss L";
            case LossStep.SampleLoss it -> "loss of sample " + (scene.step().sample() + 1);
            case TraceStep.Product it ->
                    what(it.of()) + ", term %d of %d".formatted(it.index() + 1, it.of().sum().terms().size());
            case UpdateStep.Update it -> "new " + scene.nameOf((Place.Weight) it.result().place());
            case TraceStep.Single it -> single(it);
        };
    }

    private String single(TraceStep.Single step) {
        return switch (step.result().place()) {
            case Place.Unit(String owner, int _, int unit) ->
                    LitCards.symbol(step.result().quantity()) + " of " + scene.names().of(owner, unit);
            case Place.Timed timed -> scene.titleOf(step.result().quantity(), timed);
            case Place.Weight weight -> "∂L/∂" + scene.nameOf(weight);
            case Place.Edge(String from, Place.Unit to) ->
                    "what %s sends back to %s".formatted(from, scene.names().of(to.owner(), to.unit()));
            case Place.Term _, Place.Whole _ -> LitCards.symbol(step.result().quantity());
        };
    }

    /// Such as `window: rows 4 to 8, columns 25 to 28 of conv1 channel 2`.
    private String window(LitWindow.Frame frame) {
        boolean isOnly = scene.trace().output(frame.owner()).shape().size(1) == 1;
        return "window: %s, %s of %s"
                .formatted(
                        span("row", frame.patch().rows()),
                        span("column", frame.patch().columns()),
                        isOnly ? frame.owner() : UnitNames.channel(frame.owner(), frame.channel()));
    }

    private static String span(String word, SlidingWindow.Span span) {
        int first = span.from() + 1;
        return span.count() == 1
                ? "%s %d".formatted(word, first)
                : "%ss %d to %d".formatted(word, first, span.from() + span.count());
    }

    /// What is shown of it, and what is marked.
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        scene.bug().ifPresent(it -> notes.add("the bug is in " + PlaceText.of(it)));
        scene.paths().ifPresent(it -> notes.add(sum(it)));
        LitStep step = scene.step();
        if (scene.paths().isEmpty()) {
            step.window().ifPresent(it -> notes.add(window(it.frames().getFirst())));
        }
        if (scene.paths().isEmpty() && step.window().isEmpty() && step.shownOperands() < step.allOperands()) {
            notes.add(
                    "%d of %s terms lit, the largest"
                            .formatted(step.shownOperands(), Numbers.count(step.allOperands())));
        }
        if (scene.trace().samples() > 1) {
            notes.add("sample %d of %d".formatted(step.sample() + 1, scene.trace().samples()));
        }
        int closed = count(Gate.CLOSED);
        if (closed > 0) {
            notes.add("×0: closed gate, f′(z) = 0");
        }
        if (count(Gate.SATURATED) > 0) {
            notes.add("▁ saturated: |f′(z)| under 5 % of its largest");
        }
        if (!scene.pass().isReal()) {
            notes.add("dashed: what if, not the numbers of the run");
        }
        return notes;
    }

    private String sum(LitPaths paths) {
        int shown = paths.strands().size();
        boolean isKnown = scene.numbers().gradient(paths.paths().key(), paths.paths().index()).isPresent();
        if (shown == 0 || !isKnown) {
            return "∂L/∂w is the sum over " + Numbers.count((long) paths.paths().count(), "path");
        }
        String total = "∂L/∂w = %s".formatted(SHORT.text(paths.paths().gradient()));
        StringBuilder sum = new StringBuilder(total).append(" = ");
        int written = Math.min(3, shown);
        for (int i = 0; i < written; i++) {
            double product = paths.paths().largest().get(i).product();
            sum.append(i == 0 ? "" : product < 0 ? " − " : " + ")
                    .append(SHORT.text(i == 0 ? product : Math.abs(product)));
        }
        double count = paths.paths().count();
        sum.append(count > written ? " …" : "");
        sum.append(count == 1 ? ", one path" : ", sum over %s paths".formatted(countText(count)));
        if (count > shown) {
            sum.append(", the %d largest drawn".formatted(shown));
        }
        return sum.toString();
    }

    private static String countText(double count) {
        return count < 1e9 ? Numbers.count((long) count) : Numbers.text(count);
    }

    private int count(Gate gate) {
        int count = 0;
        for (NetworkLayout.Group group : scene.layout().network().groups()) {
            for (NetworkLayout.Slot slot : group.slots()) {
                boolean is =
                        slot instanceof NetworkLayout.Unit unit
                                && !group.input()
                                && scene.numbers().gate(group.name(), unit.index()) == gate;
                count += is ? 1 : 0;
            }
        }
        return count;
    }

    /// All of it in words.
    String description() {
        List<String> sentences = new ArrayList<>(List.of(title()));
        List<String> results = new ArrayList<>();
        if (scene.paths().isEmpty() && !scene.isCovered()) {
            scene.moment().step().results().stream().limit(6).forEach(it -> results.add(EXACT.text(it.value())));
            sentences.add(String.join(", ", results));
        }
        sentences.addAll(notes());
        scene.chosen()
                .ifPresent(it -> sentences.add("Chosen: " + name(it) + " = " + EXACT.text(it.value(scene.pass()))));
        return String.join(". ", sentences);
    }

    String name(Adjustable it) {
        return switch (it) {
            case Adjustable.Parameter(var key, int index) -> scene.nameOf(new Place.Weight(key, index));
            case Adjustable.Input(String name, int _, int unit) -> "x of " + scene.names().of(name, unit);
            case Adjustable.Target(String layer, int _, int unit) -> "t of " + scene.names().of(layer, unit);
        };
    }

    // Under the mouse

    Optional<Readout> read(LitSpot spot, double x, double y) {
        List<Readout.Row> rows = new ArrayList<>();
        String title =
                switch (spot) {
                    case LitSpot.Unit(LitStep.At at) -> {
                        unit(at, rows);
                        yield scene.names().of(at.owner(), at.unit());
                    }
                    case LitSpot.Weight(Place.Weight weight) -> {
                        weight(weight, rows);
                        yield scene.nameOf(weight);
                    }
                    case LitSpot.Target(LitStep.At at) -> {
                        row(rows, Quantity.TARGET, at);
                        was(rows, new Adjustable.Target(at.owner(), scene.step().sample(), at.unit()));
                        yield "target of " + scene.names().of(at.owner(), at.unit());
                    }
                    case LitSpot.More(String owner, int first, int count) ->
                            "%s to %s"
                                    .formatted(
                                            scene.names().of(owner, first), scene.names().of(owner, first + count - 1));
                    case LitSpot.Loss _ -> {
                        scene.numbers().loss().ifPresent(it -> rows.add(row("L", it)));
                        scene.numbers().lossAfter().ifPresent(it -> rows.add(row("L after the update", it)));
                        yield "loss";
                    }
                };
        return Optional.of(new Readout(x, new Rectangle2D.Double(x, y, 0, 0), title, rows));
    }

    private void unit(LitStep.At at, List<Readout.Row> rows) {
        for (Quantity quantity : LitNumbers.OF_UNIT) {
            row(rows, quantity, at);
        }
        if (scene.trace().inputs().containsKey(at.owner())) {
            was(rows, new Adjustable.Input(at.owner(), scene.step().sample(), at.unit()));
        } else if (scene.numbers().gate(at.owner(), at.unit()) == Gate.CLOSED) {
            rows.add(new Readout.Row(palette.warning(), "closed", "no gradient gets through"));
        } else if (scene.numbers().gate(at.owner(), at.unit()) == Gate.SATURATED) {
            rows.add(new Readout.Row(palette.backward(), "saturated", "hardly any gradient gets through"));
        }
    }

    private void row(List<Readout.Row> rows, Quantity quantity, LitStep.At at) {
        scene.numbers()
                .at(quantity, at.owner(), at.unit())
                .ifPresent(it -> rows.add(row(quantity == Quantity.SLOPE ? "f′(z)" : LitCards.symbol(quantity), it)));
    }

    private void weight(Place.Weight weight, List<Readout.Row> rows) {
        LitNumbers numbers = scene.numbers();
        rows.add(row("value", numbers.parameter(weight.key(), weight.index())));
        numbers.gradient(weight.key(), weight.index()).ifPresent(it -> rows.add(row("∂L/∂w", it)));
        numbers.updated(weight.key(), weight.index()).ifPresent(it -> rows.add(row("new value", it)));
        was(rows, new Adjustable.Parameter(weight.key(), weight.index()));
    }

    private void was(List<Readout.Row> rows, Adjustable it) {
        if (it.isChanged(scene.pass())) {
            rows.add(row("was", it.original(scene.pass())));
        }
    }

    private Readout.Row row(String name, double value) {
        Color color = value > 0 ? palette.positive() : value < 0 ? palette.negative() : palette.neutral();
        return new Readout.Row(color, name, EXACT.text(value));
    }
}
