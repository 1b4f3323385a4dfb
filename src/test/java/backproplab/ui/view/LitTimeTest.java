package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Part;
import backproplab.ui.view.LitStep.Role;
import backproplab.ui.viewmodel.SampleTraces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;
import java.util.Set;

/// What a step inside of a recurrent layer lights.
class LitTimeTest {
    private static final BackwardTrace TRACE = SampleTraces.of("lstm-long-memory", 0);
    private static final TraceSteps UNITS = TraceSteps.of(TRACE, Grain.UNIT);
    private static final int UNIT = 3;
    private static final int TIME = 147;

    private static LitStep step(Quantity quantity, Part part) {
        int index = UNITS.indexOf(quantity, new Place.Timed("cell", 0, TIME, part, UNIT));
        return LitStep.of(UNITS.get(index), TRACE, 0, _ -> 3);
    }

    /// The gates of a unit have no room on its card, but the card is where they are.
    @ParameterizedTest
    @EnumSource(names = {"INPUT_GATE", "FORGET_GATE", "CANDIDATE", "OUTPUT_GATE"})
    void aGateLightsItsUnit(Part gate) {
        LitStep delta = step(Quantity.DELTA, gate);
        assertEquals(Optional.of(Role.RESULT), delta.roleOf("cell", UNIT));
        assertEquals(Optional.empty(), delta.roleOf("cell", UNIT + 1));
        assertEquals(UNIT, delta.wishes().getOrDefault("cell", Set.of()).iterator().next());
    }

    @Test
    void itIsOfTheTimeStepThatItIsAbout() {
        LitStep delta = step(Quantity.DELTA, Part.CANDIDATE);
        assertEquals(TIME, delta.time().orElseThrow().time());
        assertTrue(delta.isBackward());
    }
}
