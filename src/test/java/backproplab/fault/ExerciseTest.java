package backproplab.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.catalog.Entry;
import backproplab.fault.Exercise.Answer;
import backproplab.fault.Exercise.Verdict;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

class ExerciseTest {
    private static final Surroundings PICTURE = FaultGrounds.picture().surroundings();

    @Test
    void theSameSeedHidesTheSameFaultInTheSamePlace() {
        for (long seed = 0; seed < 50; seed++) {
            PlacedFault once = Exercise.draw(PICTURE, seed).orElseThrow().hidden();
            PlacedFault again = Exercise.draw(PICTURE, seed).orElseThrow().hidden();
            assertEquals(once.fault(), again.fault());
            assertEquals(once.place(), again.place());
        }
    }

    @Test
    void everyFaultThatSuitsIsDrawnSometimes() {
        Set<Fault> drawn =
                LongStream.range(0, 400)
                        .mapToObj(it -> Exercise.draw(PICTURE, it).orElseThrow().hidden().fault())
                        .collect(Collectors.toSet());
        Set<Fault> suiting =
                Faults.CATALOG.entries().stream()
                        .map(Entry::standard)
                        .filter(it -> Exercise.whyNot(it, PICTURE).isEmpty())
                        .collect(Collectors.toSet());
        assertEquals(suiting, drawn);
    }

    @Test
    void everyChoiceHasANumberThatDrawsIt() {
        for (Entry<Fault> entry : Faults.CATALOG.entries()) {
            for (Place place : PlacedFault.placesFor(entry.standard(), PICTURE)) {
                PlacedFault wanted = new PlacedFault(entry.standard(), place, PICTURE);
                long number = Exercise.numberOf(wanted);
                assertEquals(wanted, Exercise.draw(PICTURE, number).orElseThrow().hidden(), () -> "number " + number);
            }
        }
    }

    @Test
    void aFaultThatSuitsNowhereIsRefusedWithAReason() {
        Surroundings plain = FaultGrounds.picture().with(UpdateRule.of(new Sgd(0.1))).surroundings();
        assertEquals(List.of(), PlacedFault.placesFor(new MomentumTwice(), plain));
        assertEquals(
                Optional.of("the optimizer has no momentum; take `momentum` or `nesterov`"),
                Exercise.whyNot(new MomentumTwice(), plain));
        assertEquals(
                Optional.of("the function of layer `first` is not ReLU"), Exercise.whyNot(new ReluMask(), PICTURE));
    }

    @Test
    void answersAreJudgedByFaultAndPlace() {
        Exercise exercise = Exercise.of(new PlacedFault(new SlopeLeftOut(), new Place.Layer("second"), PICTURE));

        assertEquals(Verdict.RIGHT, exercise.judge(new Answer("slope_left_out", new Place.Layer("second"))));
        assertEquals(Verdict.OTHER_PLACE, exercise.judge(new Answer("slope_left_out", new Place.Layer("first"))));
        assertEquals(Verdict.OTHER_FAULT, exercise.judge(new Answer("relu_mask", new Place.Layer("second"))));
        assertEquals(Verdict.UPSTREAM_OF_IT, exercise.judge(new Answer("relu_mask", new Place.Layer("first"))));
        assertEquals(Verdict.WRONG, exercise.judge(new Answer("relu_mask", new Place.Layer("output"))));
        assertEquals(Verdict.WRONG, exercise.judge(new Answer("momentum_twice", new Place.Update())));
    }

    @Test
    void theRevealNamesFaultPlaceAndRule() {
        List<String> reveal =
                Exercise.of(new PlacedFault(new WholeMatrixBias(), new Place.Layer("output"), PICTURE)).reveal();

        assertEquals(
                "Bias gradient summed over everything, in layer `output`; it falsifies the gradient of the bias.",
                reveal.getFirst());
        assertTrue(reveal.stream().allMatch(it -> it.endsWith(".")), reveal.toString());
    }
}
