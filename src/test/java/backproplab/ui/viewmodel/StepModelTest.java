package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;
import backproplab.training.TracedSamples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

class StepModelTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");

    private final WindowThread thread = new WindowThread();
    private final LabModel lab = new LabModel(Documents.circle(Documents.function("tanh")), thread);
    private final StepModel model = new StepModel(lab, thread);

    @AfterEach
    void close() {
        lab.close();
    }

    private Moment open() {
        model.setOpen(true);
        thread.until(() -> model.momentProperty().get() != null && !model.isBusy());
        return moment();
    }

    private Moment moment() {
        return Objects.requireNonNull(model.momentProperty().get());
    }

    private BackwardTrace afterwards() {
        thread.until(() -> !model.isBusy());
        return moment().trace();
    }

    private double weight(BackwardTrace trace) {
        return trace.parameter(WEIGHTS).before().get(3);
    }

    @Test
    void walksThroughAllPhasesAndBack() {
        Moment first = open();
        assertEquals(0, first.index());
        assertEquals(Phase.GIVEN, first.step().phase());
        for (Phase phase : List.of(Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE, Phase.VERIFY)) {
            model.nextPhase();
            assertEquals(phase, moment().step().phase());
            assertEquals(moment().steps().first(phase), moment().index());
        }
        model.next();
        assertEquals(moment().steps().size() - 1, moment().index());
        model.previousPhase();
        assertEquals(moment().steps().first(Phase.UPDATE), moment().index());
        model.previous();
        assertEquals(Phase.BACKWARD, moment().step().phase());
        model.previousPhase();
        assertEquals(moment().steps().first(Phase.BACKWARD), moment().index());
        model.last();
        assertEquals(moment().steps().size() - 1, moment().index());
        model.first();
        assertEquals(0, moment().index());
        assertEquals(first.pass(), moment().pass(), "walking traces nothing");
    }

    @Test
    void theTraceIsTheNextTrainingStepBitForBit() {
        open();
        assertEquals(Optional.empty(), model.choose(new SampleChoice.NextBatch()));
        BackwardTrace trace = afterwards();
        assertEquals(10, trace.samples());
        lab.makeStep();
        thread.until(() -> lab.stepProperty().get() == 1 && moment().trace().step() == 1);
        assertEquals(trace.parameter(WEIGHTS).after(), moment().trace().parameter(WEIGHTS).before());
        assertEquals(10, moment().trace().samples(), "it follows the run");
    }

    @Test
    void opensWithThePauseOfARunningTraining() {
        lab.toggleRunning();
        thread.until(() -> lab.stepProperty().get() > 20);
        Moment now = open();
        thread.until(() -> !lab.runningProperty().get() && moment().trace().step() == lab.stepProperty().get());
        assertTrue(moment().trace().step() >= now.trace().step());
    }

    @Test
    void whatIfChangesThePassAndNotTheRun() {
        double real = weight(open().trace());
        model.goTo(Quantity.DELTA, new Place.Unit("hidden", 0, 1));
        int index = moment().index();
        model.setParameter(WEIGHTS, 3, 0.75);
        BackwardTrace changed = afterwards();
        assertEquals(0.75, weight(changed));
        assertFalse(moment().pass().isReal());
        assertEquals(index, moment().index(), "the place is kept");
        assertEquals(real, lab.numbersProperty().get().parameters().get(WEIGHTS).get(3));
        model.resetWhatIf();
        assertEquals(real, weight(afterwards()));
        assertTrue(moment().pass().isReal());
    }

    @Test
    void whatWasTriedOutCanBeKeptAndUndone() {
        double real = weight(open().trace());
        model.setParameter(WEIGHTS, 3, 0.75);
        afterwards();
        model.keepWhatIf();
        thread.until(
                () -> lab.numbersProperty().get().parameters().get(WEIGHTS).get(3) == 0.75 && moment().pass().isReal());
        lab.undo();
        thread.until(() -> weight(moment().trace()) == real);
    }

    @Test
    void inputsAndTargetsAreTypedIn() {
        open();
        model.setInput("input", 0, 0, 0.5);
        model.setInput("input", 0, 1, -0.25); // before the first has been traced
        assertEquals(Optional.empty(), model.setTarget("output", 0, 0, 1));
        BackwardTrace changed = afterwards();
        assertEquals(0.5, changed.output("input").get(0));
        assertEquals(-0.25, changed.output("input").get(1));
        assertEquals(1, changed.target("output").get(0));
        Optional<String> refused = model.setTarget("output", 0, 0, 7);
        assertTrue(refused.orElse("").contains("needs targets of"), refused.orElse(""));
        assertEquals(1, afterwards().target("output").get(0), "bad input changes nothing");
        model.resetWhatIf();
        afterwards();
        assertEquals(new SampleChoice.Row(0), moment().pass().choice());
    }

    @Test
    void whatIsChangedBackOneByOneIsTheSampleAgain() {
        open();
        double before = moment().trace().output("input").get(0);
        model.setInput("input", 0, 0, 0.5);
        afterwards();
        assertFalse(moment().pass().isReal());
        assertEquals(before, moment().pass().original().input("input").get(0));
        model.setInput("input", 0, 0, before);
        afterwards();
        assertTrue(moment().pass().isReal());
        assertEquals(new SampleChoice.Row(0), moment().pass().choice());
    }

    @Test
    void whatIsTypedWhileTheWorstIsLookedForIsOfTheSampleOnTheScreen() {
        open();
        model.choose(new SampleChoice.Worst());
        model.setInput("input", 0, 0, 0.5);
        afterwards();
        assertEquals(List.of(0), moment().pass().rows());
        assertEquals(0.5, moment().trace().output("input").get(0));
    }

    @Test
    void aBatchThatWasChangedKeepsWhatItWasMadeOf() {
        open();
        model.choose(new SampleChoice.NextBatch());
        double before = afterwards().output("input").get(2, 1);
        List<Integer> rows = moment().pass().rows();
        model.setInput("input", 2, 1, 0.5);
        afterwards();
        lab.makeStep(); // takes the batch, so that the next one is another
        thread.until(() -> moment().trace().step() == 1 && !model.isBusy());
        assertEquals(before, moment().pass().original().input("input").get(2, 1));
        assertEquals(rows, moment().pass().rows());
        assertEquals(1, WhatIf.of(moment().pass()).changes().size());
    }

    @Test
    void theWorstSampleIsFoundOnceAndStays() {
        open();
        model.choose(new SampleChoice.Worst());
        BackwardTrace worst = afterwards();
        SampleChoice found = moment().pass().choice();
        assertTrue(found instanceof SampleChoice.Row, found.toString());
        for (int row = 0; row < 20; row++) {
            model.choose(new SampleChoice.Row(row));
            assertTrue(afterwards().loss() <= worst.loss());
        }
    }

    @Test
    void refusesASampleThatThereIsNot() {
        TracedSamples before = open().pass().samples();
        Optional<String> refused = model.choose(new SampleChoice.Row(200));
        assertEquals(Optional.of("the training set has the samples 1 to 200, there is no 201"), refused);
        afterwards();
        assertEquals(before, moment().pass().samples());
    }

    @Test
    void anotherGrainShowsTheSameMoment() {
        open();
        Place place = new Place.Unit("hidden", 0, 4);
        model.goTo(Quantity.PRE_ACTIVATION, place);
        model.grainProperty().set(Grain.PRODUCT);
        assertEquals(Grain.PRODUCT, moment().steps().grain());
        assertEquals(place, moment().step().results().getFirst().place());
        model.grainProperty().set(Grain.UNIT);
        assertEquals(place, moment().step().results().getFirst().place());
        assertEquals(Optional.of(place), model.focusProperty().get());
    }

    @Test
    void aNudgeComesNearTheGradient() {
        open();
        var answer = model.nudge(WEIGHTS, 3, 1e-6);
        thread.until(answer::isDone);
        assertEquals(answer.join().gradient(), answer.join().quotient(), 1e-5);
        assertNotEquals(0, answer.join().gradient());
    }

    @Test
    void numbersAreKnownFromTheirStepOn() {
        open();
        for (Grain grain : Grain.values()) {
            model.grainProperty().set(grain);
            Place place = new Place.Unit("hidden", 0, 4);
            model.goTo(Quantity.DELTA, place);
            assertTrue(moment().isKnown(Quantity.DELTA, place));
            assertTrue(moment().isKnown(Quantity.ACTIVATION, place), "came before");
            assertFalse(moment().isKnown(Quantity.GRADIENT, new Place.Weight(WEIGHTS, 3)), "comes after");
            assertTrue(moment().isKnown(Quantity.PARAMETER, new Place.Weight(WEIGHTS, 3)), "is given");
            model.previous();
            assertFalse(moment().isKnown(Quantity.DELTA, place));
        }
    }

    @Test
    void whatIsToBeGuessedIsHiddenUntilItIsRevealed() {
        open();
        Place unit = new Place.Unit("hidden", 0, 4);
        model.goTo(Quantity.PRE_ACTIVATION, unit);
        assertTrue(moment().isKnown(Quantity.PRE_ACTIVATION, unit));
        model.coverProperty().set(Cover.RESULT);
        assertTrue(moment().isCovered());
        assertFalse(moment().isKnown(Quantity.PRE_ACTIVATION, unit));
        assertTrue(moment().isKnown(Quantity.INPUT, new Place.Unit("input", 0, 1)));
        model.reveal();
        assertTrue(moment().isKnown(Quantity.PRE_ACTIVATION, unit));
        model.setParameter(WEIGHTS, 3, 0.75);
        afterwards();
        assertFalse(moment().isCovered(), "what was revealed stays so while a weight is dragged");
        model.next();
        assertTrue(moment().isCovered());
        model.first();
        assertFalse(moment().isCovered(), "what is given is given");
    }

    @Test
    void playsAtItsSpeedToTheEnd() {
        open();
        model.grainProperty().set(Grain.LAYER);
        model.first();
        model.speedProperty().set(2);
        model.turn(0);
        model.togglePlaying();
        model.turn(499_000_000);
        assertEquals(0, moment().index());
        model.turn(500_000_000);
        assertEquals(1, moment().index());
        for (long time = 1; model.playingProperty().get(); time++) {
            model.turn(500_000_000 * (time + 1));
        }
        assertEquals(moment().steps().size() - 1, moment().index());
        model.togglePlaying();
        assertEquals(0, moment().index(), "again from the start");
    }

    @Test
    void anotherDocumentStartsOver() {
        open();
        model.choose(new SampleChoice.Row(7));
        model.last();
        afterwards();
        lab.open(Documents.digits(Documents.function("relu")));
        thread.until(() -> model.momentProperty().get() != null && !model.isBusy());
        assertEquals(64, moment().trace().output("input").rowSize());
        assertEquals(0, moment().index());
        assertEquals(new SampleChoice.Row(0), moment().pass().choice());
        assertNotNull(moment().step());
    }
}
