package backproplab.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class DecadeAxisTest {
    private static List<String> labels(double low, double high, int most) {
        return DecadeAxis.ticks(low, high, most).stream()
                .map(DecadeAxis.Tick::label)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    @Test
    void powersOfTenAreLabelled() {
        assertEquals(List.of("0.001", "0.01", "0.1", "1"), labels(1e-3, 1, 8));
    }

    @Test
    void smallNumbersAreWrittenWithTheirPower() {
        assertEquals(List.of("1e−6", "1e−5", "1e−4"), labels(1e-6, 1e-4, 8));
    }

    @Test
    void whereThereIsNoRoomPowersAreLeftOut() {
        List<String> labels = labels(1e-12, 1, 5);
        assertEquals(List.of("1e−12", "1e−9", "1e−6", "1e−3", "1"), labels);
    }

    @Test
    void whereThereIsRoomTwoAndFiveAreLabelledToo() {
        assertEquals(List.of("0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"), labels(0.01, 1, 12));
    }

    /// From 0.62 to 0.71 there is no power of ten.
    @Test
    void withinOneDecadeTicksAreEvenlySpaced() {
        assertEquals(List.of("0.62", "0.64", "0.66", "0.68", "0.7"), labels(0.62, 0.71, 6));
    }

    @Test
    void ticksStayWithinTheRange() {
        for (DecadeAxis.Tick tick : DecadeAxis.ticks(3e-4, 40, 8)) {
            assertTrue(tick.value() >= 3e-4 && tick.value() <= 40, () -> tick + " is outside");
        }
    }
}
