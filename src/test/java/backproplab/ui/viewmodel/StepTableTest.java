package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.experiment.SampleNetwork;
import backproplab.network.Parameters;
import backproplab.ui.viewmodel.NumberTable.Kind;
import backproplab.ui.viewmodel.SeenNumbers.Part;
import backproplab.ui.viewmodel.StepTable.Shown;
import backproplab.ui.viewmodel.TableSort.Direction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

class StepTableTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");
    private static final Parameters.Key BIAS = new Parameters.Key("hidden", "bias");

    private final WindowThread thread = new WindowThread();
    private final AtomicInteger changes = new AtomicInteger();
    private LabModel lab = lab(Document.of(SampleNetwork.load("mazur-2-2-2"), Optional.empty()));
    private StepModel steps = new StepModel(lab, thread);
    private StepTable table = new StepTable(steps, thread, changes::incrementAndGet);

    private LabModel lab(Document document) {
        return new LabModel(document, thread);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void use(Document document) {
        lab.close();
        lab = lab(document);
        steps = new StepModel(lab, thread);
        table = new StepTable(steps, thread, changes::incrementAndGet);
    }

    private Shown open() {
        steps.setOpen(true);
        thread.until(() -> steps.momentProperty().get() != null && !steps.isBusy());
        return shown();
    }

    private Shown shown() {
        Shown now = table.refresh().orElseThrow();
        if (table.isBusy()) {
            thread.until(() -> !table.isBusy());
            return table.refresh().orElseThrow();
        }
        return now;
    }

    private Shown afterwards() {
        thread.until(() -> !steps.isBusy());
        return shown();
    }

    private static TraceValue number(Shown shown, Place place, TraceColumn column) {
        return shown.table().number(shown.table().rowOf(place), column).orElseThrow();
    }

    private static Place.Unit hidden(int unit) {
        return new Place.Unit("hidden", 0, unit);
    }

    /// As they are shown, from the top.
    private static double[] values(Shown shown, TraceColumn column) {
        return IntStream.range(0, shown.order().size())
                .mapToObj(it -> shown.table().number(shown.order().row(it), column))
                .flatMapToDouble(it -> it.stream().mapToDouble(TraceValue::value))
                .toArray();
    }

    @Test
    void theUnitsHaveTheNumbersOfTheTrace() {
        Shown shown = open();
        BackwardTrace trace = shown.pass().trace();
        assertEquals(6, shown.table().size());
        assertEquals("input 2", shown.table().fullName(1, TraceColumn.UNIT));
        BackwardTrace.LayerTrace hidden = trace.layer("hidden");
        assertEquals(hidden.z().get(1), number(shown, hidden(1), TraceColumn.Z).value());
        assertEquals(hidden.a().get(1), number(shown, hidden(1), TraceColumn.A).value());
        assertEquals(hidden.slope().orElseThrow().get(1), number(shown, hidden(1), TraceColumn.SLOPE).value());
        assertEquals(hidden.arriving().orElseThrow().get(1), number(shown, hidden(1), TraceColumn.ARRIVING).value());
        assertEquals(hidden.delta().get(1), number(shown, hidden(1), TraceColumn.DELTA).value());
        Place.Unit input = new Place.Unit("input", 0, 1);
        assertEquals(0.1, number(shown, input, TraceColumn.A).value());
        assertEquals(
                Objects.requireNonNull(trace.inputGradients().get("input")).total().get(1),
                number(shown, input, TraceColumn.ARRIVING).value());
        assertEquals(0.99, number(shown, new Place.Unit("output", 0, 1), TraceColumn.TARGET).value());
        assertEquals(Optional.empty(), shown.table().number(1, TraceColumn.Z), "an input has no z");
    }

    @Test
    void theWeightsHaveTheNumbersOfTheTrace() {
        open();
        table.kindProperty().set(Kind.WEIGHTS);
        Shown shown = shown();
        assertEquals(12, shown.table().size());
        List<TraceColumn> columns =
                List.of(TraceColumn.VALUE, TraceColumn.GRADIENT, TraceColumn.CHANGE, TraceColumn.UPDATED);
        for (BackwardTrace.ParameterTrace it : shown.pass().trace().parameters()) {
            for (int i = 0; i < it.before().size(); i++) {
                Place place = new Place.Weight(it.key(), i);
                assertEquals(place, shown.table().place(shown.table().rowOf(place)));
                assertEquals(
                        List.of(
                                it.before().get(i),
                                it.gradient().get(i),
                                it.after().get(i) - it.before().get(i),
                                it.after().get(i)),
                        columns.stream().map(column -> number(shown, place, column).value()).toList());
            }
        }
        int row = shown.table().rowOf(new Place.Weight(WEIGHTS, 2));
        assertEquals("2", shown.table().name(row, TraceColumn.TO));
        assertEquals("input 1", shown.table().name(row, TraceColumn.FROM));
        assertEquals("b", shown.table().name(shown.table().rowOf(new Place.Weight(BIAS, 1)), TraceColumn.PARAMETER));
    }

    @ParameterizedTest
    @EnumSource(Grain.class)
    void everyNumberIsSeenAtTheEndAndOnlyTheGivenOnesAtTheStart(Grain grain) {
        open();
        steps.grainProperty().set(grain);
        table.followingProperty().set(false);
        for (Kind kind : Kind.values()) {
            table.kindProperty().set(kind);
            steps.first();
            assertEquals(kind == Kind.UNITS ? 2 : 12, seen(shown()));
            steps.last();
            assertEquals(kind == Kind.UNITS ? 2 + 2 + 4 * 5 + 2 : 12 * 4, seen(shown()));
        }
    }

    private static long seen(Shown shown) {
        return IntStream.range(0, shown.table().size())
                .boxed()
                .flatMap(row -> shown.table().columns().stream().flatMap(it -> shown.table().number(row, it).stream()))
                .filter(shown.seen()::isSeen)
                .count();
    }

    @Test
    void aFusedLossLeavesNoNumberWithoutAStep() {
        use(Documents.circle(Documents.function("tanh")));
        open();
        steps.last();
        for (Kind kind : Kind.values()) {
            table.kindProperty().set(kind);
            Shown shown = shown();
            long all =
                    IntStream.range(0, shown.table().size())
                            .mapToLong(row ->
                                    shown.table().columns().stream()
                                            .filter(it -> shown.table().number(row, it).isPresent())
                                            .count())
                            .sum();
            assertEquals(all, seen(shown));
        }
    }

    @Test
    void whatComesLaterIsSeenOnRequestButNotWhatIsToBeGuessed() {
        open();
        steps.goTo(Quantity.DELTA, hidden(0));
        Shown shown = shown();
        TraceValue delta = number(shown, hidden(0), TraceColumn.DELTA);
        TraceValue next = number(shown, hidden(1), TraceColumn.DELTA);
        assertTrue(shown.seen().isSeen(delta));
        assertFalse(shown.seen().isSeen(next));
        table.allProperty().set(true);
        assertTrue(shown().seen().isSeen(next));
        steps.coverProperty().set(Cover.RESULT);
        assertTrue(shown().seen().isSeen(next));
        assertFalse(shown().seen().isSeen(delta));
    }

    @Test
    void theStepIsMarked() {
        open();
        steps.goTo(Quantity.DELTA, hidden(0));
        Shown shown = shown();
        assertEquals(Part.RESULT, shown.seen().part(number(shown, hidden(0), TraceColumn.DELTA)));
        assertEquals(Part.OPERAND, shown.seen().part(number(shown, hidden(0), TraceColumn.SLOPE)));
        assertEquals(Part.OPERAND, shown.seen().part(number(shown, hidden(0), TraceColumn.ARRIVING)));
        assertEquals(Part.NONE, shown.seen().part(number(shown, hidden(1), TraceColumn.DELTA)));
        assertEquals(2, shown.focus());
        assertEquals(2, shown.target());
        steps.goTo(Quantity.UPDATED, new Place.Weight(WEIGHTS, 2));
        Shown update = shown();
        assertEquals(Kind.WEIGHTS, update.table().kind(), "the table follows");
        Place weight = new Place.Weight(WEIGHTS, 2);
        assertEquals(Part.RESULT, update.seen().part(number(update, weight, TraceColumn.UPDATED)));
        assertEquals(Part.RESULT, update.seen().part(number(update, weight, TraceColumn.CHANGE)));
        assertEquals(Part.OPERAND, update.seen().part(number(update, weight, TraceColumn.GRADIENT)));
    }

    @Test
    void oneTermOfASumIsMarkedWhereTheSumStands() {
        open();
        steps.grainProperty().set(Grain.PRODUCT);
        steps.goTo(Quantity.PRE_ACTIVATION, hidden(0));
        steps.previous();
        Shown shown = shown();
        TraceValue z = number(shown, hidden(0), TraceColumn.Z);
        assertEquals(Part.RESULT, shown.seen().part(z));
        assertFalse(shown.seen().isSeen(z), "the sum is not complete");
    }

    @Test
    void staysWhereItIsWhenItIsNotToFollow() {
        open();
        table.followingProperty().set(false);
        steps.goTo(Quantity.GRADIENT, new Place.Weight(WEIGHTS, 2));
        assertEquals(Kind.UNITS, shown().table().kind());
        assertEquals(-1, shown().target());
    }

    @Test
    void theLossShowsTheRowsThatItTakes() {
        open();
        steps.goTo(Quantity.SAMPLE_LOSS, new Place.Term(0, 0));
        Shown shown = shown();
        assertEquals(shown.table().rowOf(new Place.Unit("output", 0, 0)), shown.target());
    }

    @Test
    void sortsByAClickOnAHeader() {
        open();
        steps.last();
        table.kindProperty().set(Kind.WEIGHTS);
        double[] asTheyCome = values(shown(), TraceColumn.GRADIENT);
        double[] rising = DoubleStream.of(asTheyCome).sorted().toArray();
        table.sort(TraceColumn.GRADIENT);
        double[] sizes = DoubleStream.of(values(shown(), TraceColumn.GRADIENT)).map(Math::abs).toArray();
        double[] bySize = DoubleStream.of(asTheyCome).map(Math::abs).sorted().toArray();
        assertEquals(reversed(bySize), text(sizes), "largest first, whatever the sign");
        table.sort(TraceColumn.GRADIENT);
        assertEquals(reversed(rising), text(values(shown(), TraceColumn.GRADIENT)));
        table.sort(TraceColumn.GRADIENT);
        assertEquals(text(rising), text(values(shown(), TraceColumn.GRADIENT)));
        table.sort(TraceColumn.GRADIENT);
        assertEquals(text(asTheyCome), text(values(shown(), TraceColumn.GRADIENT)));
        table.sort(TraceColumn.FROM);
        assertEquals(Optional.of(new TableSort(TraceColumn.FROM, Direction.RISING)), table.sort());
    }

    private static String text(double[] values) {
        return Arrays.toString(values);
    }

    private static String reversed(double[] values) {
        return text(IntStream.range(0, values.length).mapToDouble(i -> values[values.length - 1 - i]).toArray());
    }

    @Test
    void whatIsNotSeenDoesNotShowByTheOrder() {
        open();
        table.followingProperty().set(false);
        table.setSort(Optional.of(new TableSort(TraceColumn.A, Direction.RISING)));
        assertEquals(0, shown().order().row(0));
        assertEquals(2, shown().order().row(2), "the units ahead stay as they come");
        steps.last();
        assertEquals(1, shown().order().row(1));
        assertEquals(List.of(0, 1, 2, 3, 4, 5), rows(shown()), "a grows from layer to layer here");
        table.setSort(Optional.of(new TableSort(TraceColumn.A, Direction.FALLING)));
        assertEquals(List.of(5, 4, 3, 2, 1, 0), rows(shown()));
    }

    private static List<Integer> rows(Shown shown) {
        return IntStream.range(0, shown.order().size()).map(shown.order()::row).boxed().toList();
    }

    @Test
    void sortedRowsAreFoundByTheirPlace() {
        open();
        steps.last();
        table.kindProperty().set(Kind.WEIGHTS);
        table.sort(TraceColumn.VALUE);
        Shown shown = shown();
        for (int position = 0; position < shown.order().size(); position++) {
            Place place = shown.table().place(shown.order().row(position));
            assertEquals(position, shown.order().positionOf(place));
        }
        table.focus(3);
        assertEquals(3, shown().focus());
        assertEquals(Optional.of(shown.table().place(shown.order().row(3))), steps.focusProperty().get());
    }

    @Test
    void showsOneLayer() {
        open();
        assertEquals(List.of("input", "hidden", "output"), table.owners());
        table.ownerProperty().set(Optional.of("hidden"));
        Shown shown = shown();
        assertEquals(2, shown.table().size());
        assertFalse(shown.table().columns().contains(TraceColumn.TARGET));
        assertEquals(hidden(1), shown.table().place(1));
        table.kindProperty().set(Kind.WEIGHTS);
        assertEquals(List.of("hidden", "output"), table.owners());
        assertEquals(6, shown().table().size());
        table.kindProperty().set(Kind.UNITS);
        table.ownerProperty().set(Optional.of("input"));
        shown();
        table.kindProperty().set(Kind.WEIGHTS);
        assertEquals(12, shown().table().size(), "an input has no weights, so all are shown");
    }

    @Test
    void aBatchHasARowForEachSample() {
        use(Documents.circle(Documents.function("tanh")));
        open();
        assertFalse(shown().table().columns().contains(TraceColumn.SAMPLE));
        steps.choose(new SampleChoice.NextBatch());
        Shown shown = afterwards();
        assertEquals(10 * (2 + 8 + 1), shown.table().size());
        assertTrue(shown.table().columns().contains(TraceColumn.SAMPLE));
        Place place = new Place.Unit("hidden", 7, 3);
        assertEquals("8", shown.table().name(shown.table().rowOf(place), TraceColumn.SAMPLE));
        assertEquals(shown.pass().trace().layer("hidden").z().get(7, 3), number(shown, place, TraceColumn.Z).value());
    }

    @Test
    void whatIfIsTypedIn() {
        open();
        table.kindProperty().set(Kind.WEIGHTS);
        Place weight = new Place.Weight(WEIGHTS, 2);
        assertTrue(StepTable.isEditable(number(shown(), weight, TraceColumn.VALUE)));
        assertFalse(StepTable.isEditable(number(shown(), weight, TraceColumn.GRADIENT)));
        assertEquals(Optional.empty(), table.edit(number(shown(), weight, TraceColumn.VALUE), 0.75));
        Shown shown = afterwards();
        TraceValue changed = number(shown, weight, TraceColumn.VALUE);
        assertEquals(0.75, changed.value());
        assertEquals(0.75, shown.pass().trace().parameter(WEIGHTS).before().get(2));
        assertEquals(OptionalDouble.of(0.25), WhatIf.before(shown.pass(), changed));
        assertEquals(
                OptionalDouble.empty(),
                WhatIf.before(shown.pass(), number(shown, new Place.Weight(WEIGHTS, 1), TraceColumn.VALUE)));
        assertTrue(table.edit(changed, Double.POSITIVE_INFINITY).isPresent());
    }

    @Test
    void inputsAndTargetsRememberWhatTheyWere() {
        open();
        Place.Unit input = new Place.Unit("input", 0, 1);
        Place.Unit target = new Place.Unit("output", 0, 0);
        assertEquals(Optional.empty(), table.edit(number(shown(), input, TraceColumn.A), -0.5));
        assertEquals(Optional.empty(), table.edit(number(shown(), target, TraceColumn.TARGET), 0.2));
        Shown shown = afterwards();
        assertEquals(OptionalDouble.of(0.1), WhatIf.before(shown.pass(), number(shown, input, TraceColumn.A)));
        assertEquals(OptionalDouble.of(0.01), WhatIf.before(shown.pass(), number(shown, target, TraceColumn.TARGET)));
        steps.resetWhatIf();
        Shown real = afterwards();
        assertEquals(OptionalDouble.empty(), WhatIf.before(real.pass(), number(real, input, TraceColumn.A)));
    }

    @Test
    void goesToTheStepThatGivesANumber() {
        open();
        assertTrue(table.goTo(number(shown(), hidden(1), TraceColumn.DELTA)));
        assertEquals(Optional.of(hidden(1)), steps.focusProperty().get());
        assertEquals(Quantity.DELTA, steps.step().orElseThrow().results().getFirst().quantity());
        assertEquals(3, shown().target());
        table.kindProperty().set(Kind.WEIGHTS);
        assertFalse(table.goTo(number(shown(), new Place.Weight(WEIGHTS, 0), TraceColumn.VALUE)), "it is given");
    }
}
