package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.network.Parameters;

import org.junit.jupiter.api.Test;

class NumberNamesTest {
    private final NumberNames names =
            new NumberNames(new UnitNames(Documents.digits(Documents.function("relu")).setup()));

    private static NumberId id(String layer, String name, int index) {
        return new NumberId(new Parameters.Key(layer, name), index);
    }

    @Test
    void aWeightStandsBetweenTwoUnits() {
        // 64 weights lead to each of the 30 hidden units, 30 to each of the outputs
        assertEquals("w of hidden 3 ← row 1, column 1", names.of(id("hidden", "weights", 2 * 64)));
        assertEquals("output `1` ← hidden 30", names.place(id("output", "weights", 59)));
    }

    @Test
    void whatBelongsToAUnitIsCalledAfterIt() {
        assertEquals("b of hidden 30", names.of(id("hidden", "bias", 29)));
        assertEquals("γ of hidden 1", names.of(id("hidden", "gamma", 0)));
    }
}
