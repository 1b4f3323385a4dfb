package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WeightScaleTest {
    private final WeightScale scale = new WeightScale();

    private double after(double weight) {
        scale.see(weight);
        return scale.largest();
    }

    @Test
    void itIsOneTwoOrFiveTimesAPowerOfTen() {
        assertEquals(1, scale.largest());
        assertEquals(0.2, after(0.13));
        assertEquals(0.5, after(0.21));
        assertEquals(2, after(2));
        assertEquals(50, after(20.01));
    }

    /// A weight that trembles about 2 does not make all lines thick and thin in turn.
    @Test
    void itStandsStillNearALimit() {
        assertEquals(5, after(2.05));
        assertEquals(5, after(1.95));
        assertEquals(5, after(1.61));
        assertEquals(2, after(1.59));
        assertEquals(2, after(1.99));
    }

    @Test
    void anotherNetworkHasItsOwnScale() {
        assertEquals(5, after(2.05));
        scale.forget();
        assertEquals(2, after(1.95));
    }

    @Test
    void numbersThatAreNotFiniteHaveNoScale() {
        assertEquals(1, after(Double.NaN));
        assertEquals(1, after(Double.POSITIVE_INFINITY));
    }
}
