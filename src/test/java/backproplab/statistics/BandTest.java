package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandTest {
    @Test
    void ofThreeSteps() {
        Band band = Band.of(2).merge(Band.of(-1)).merge(Band.of(5));
        assertEquals(new Band(3, 0, -1, 5, 2, 5), band);
    }

    @Test
    void notFiniteCountsAndStaysTheLast() {
        Band band = Band.of(2).merge(Band.of(Double.POSITIVE_INFINITY));
        assertEquals(new Band(1, 1, 2, 2, 2, Double.POSITIVE_INFINITY), band);
        assertEquals(new Band(2, 1, 2, 4, 3, 4), band.merge(Band.of(4)));
        Band nan = Band.of(Double.NaN).merge(Band.of(Double.NaN));
        assertEquals(new Band(0, 2, Double.NaN, Double.NaN, Double.NaN, Double.NaN), nan);
    }

    @Test
    void noneIsNeutral() {
        Band band = Band.of(3);
        assertEquals(band, band.merge(Band.NONE));
        assertEquals(band, Band.NONE.merge(band));
        assertTrue(Band.NONE.isEmpty() && !band.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsMergeToTheWhole(long seed) {
        SeededRandom random = new SeededRandom(seed);
        Bands whole = new Bands(1);
        Band merged = Band.NONE;
        Bands part = new Bands(1);
        double sum = 0;
        for (int i = 0; i < 500; i++) {
            double value = Math.exp(5 * random.nextGaussian());
            sum += value;
            whole.add(0, value);
            part.add(0, value);
            if (random.nextInt(30) == 0) {
                merged = merged.merge(part.get(0));
                part.clear();
            }
        }
        merged = merged.merge(part.get(0));
        Band expected = whole.get(0);
        assertEquals(500, merged.count());
        assertEquals(expected.min(), merged.min());
        assertEquals(expected.max(), merged.max());
        assertEquals(expected.last(), merged.last());
        assertEquals(sum / 500, expected.mean(), 1e-13 * sum);
        assertEquals(sum / 500, merged.mean(), 1e-13 * sum);
    }
}
