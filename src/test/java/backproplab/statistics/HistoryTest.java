package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;
import backproplab.statistics.History.Bin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class HistoryTest {
    @Test
    void fourBinsByHand() {
        History history = new History(4);
        for (int step = 0; step < 4; step++) {
            history.add(step, 10 * step);
        }
        assertEquals(1, history.stepsPerBin());
        assertEquals(new Bin(3, 3, Band.of(30)), history.bins().getLast());

        history.add(4, 5);
        assertEquals(2, history.stepsPerBin());
        assertEquals(
                List.of(
                        new Bin(0, 1, new Band(2, 0, 0, 10, 5, 10)),
                        new Bin(2, 3, new Band(2, 0, 20, 30, 25, 30)),
                        new Bin(4, 4, Band.of(5))),
                history.bins());
    }

    @Test
    void tenMillionStepsTakeNoMoreThanTenThousand() {
        History history = new History(600);
        double[] spikes = {1e6, -1e6};
        long allocated =
                Allocation.bytesOf(() -> {
                    for (int step = 0; step < 10_000_000; step++) {
                        double value =
                                step == 1_234_567
                                        ? spikes[0]
                                        : step == 7_654_321 ? spikes[1] : (step * 0x9E37L % 1000) / 1000.0;
                        history.add(step, value);
                    }
                });
        assertTrue(allocated < 10_000, allocated + " bytes for ten million steps");
        List<Bin> bins = history.bins();
        assertTrue(bins.size() > 300 && bins.size() <= 600, bins.size() + " bins");
        assertEquals(1e6, bins.stream().mapToDouble(it -> it.band().max()).max().orElseThrow());
        assertEquals(-1e6, bins.stream().mapToDouble(it -> it.band().min()).min().orElseThrow());
        assertEquals(10_000_000, bins.stream().mapToLong(it -> it.band().count()).sum());
        Bin spike = bins.stream().filter(it -> it.band().max() == 1e6).findFirst().orElseThrow();
        assertTrue(spike.firstStep() <= 1_234_567 && 1_234_567 <= spike.lastStep());
        assertEquals(0, bins.getFirst().firstStep());
        assertEquals(9_999_999, bins.getLast().lastStep());
        for (int i = 1; i < bins.size(); i++) {
            assertEquals(bins.get(i - 1).lastStep() + 1, bins.get(i).firstStep());
        }
    }

    /// Values one by one, and the same values as bands of random length, with gaps: same extremes, same counts.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void spansAreWorthTheirSteps(long seed) {
        SeededRandom random = new SeededRandom(seed);
        History single = new History(16);
        History spans = new History(16);
        long step = random.nextInt(1000);
        Bands whole = new Bands(1);
        for (int i = 0; i < 300; i++) {
            long first = step;
            Bands span = new Bands(1);
            for (int k = 0; k <= random.nextInt(40); k++) {
                double value = random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian();
                single.add(step, value);
                span.add(0, value);
                whole.add(0, value);
                step++;
            }
            spans.add(first, step - 1, span.get(0));
            step += random.nextInt(3) == 0 ? random.nextInt(200) : 0;
        }
        for (History history : List.of(single, spans)) {
            List<Bin> bins = history.bins();
            assertTrue(bins.size() <= 16);
            Band all = bins.stream().map(Bin::band).reduce(Band.NONE, Band::merge);
            Band expected = whole.get(0);
            assertEquals(expected.count(), all.count());
            assertEquals(expected.nonFinite(), all.nonFinite());
            assertEquals(expected.min(), all.min());
            assertEquals(expected.max(), all.max());
            assertEquals(expected.last(), all.last());
            assertEquals(expected.mean(), all.mean(), 1e-12);
            for (int i = 1; i < bins.size(); i++) {
                assertTrue(bins.get(i - 1).lastStep() < bins.get(i).firstStep());
            }
        }
    }

    @Test
    void aJumpToALateStepWidensAtOnce() {
        History history = new History(8);
        history.add(0, 1);
        history.add(1, 2);
        history.add(1L << 40, 3);
        assertEquals(1L << 38, history.stepsPerBin());
        assertEquals(List.of(0L, 1L << 40), history.bins().stream().map(Bin::firstStep).toList());
    }

    @Test
    void notFiniteValuesLeaveNoTraceInTheExtremes() {
        History history = new History(2);
        history.add(0, 1);
        history.add(1, Double.POSITIVE_INFINITY);
        history.add(2, Double.NaN);
        history.add(3, 4);
        assertEquals(
                List.of(
                        new Bin(0, 1, new Band(1, 1, 1, 1, 1, Double.POSITIVE_INFINITY)),
                        new Bin(2, 3, new Band(1, 1, 4, 4, 4, 4))),
                history.bins());
    }

    @Test
    void stepsAscend() {
        History history = new History(4);
        history.add(5, 1);
        assertThrows(IllegalArgumentException.class, () -> history.add(4, 1));
        assertThrows(IllegalArgumentException.class, () -> history.add(7, 6, Band.of(1)));
        assertThrows(IllegalArgumentException.class, () -> new History(1));
    }

    @Test
    void theSameStepAgainJoinsItsBin() {
        History history = new History(4);
        history.add(5, 1);
        history.add(5, 3);
        assertEquals(List.of(new Bin(5, 5, new Band(2, 0, 1, 3, 2, 3))), history.bins());
    }

    /// What was added after the step is gone, extremes included, and the run goes on from there.
    @Test
    void rewinding() {
        History history = new History(8);
        for (int step = 0; step < 100; step++) {
            history.add(step, step == 70 ? 1e9 : step);
        }
        assertEquals(16, history.stepsPerBin());
        history.rewindTo(69); // within 64 … 79
        assertEquals(63, history.bins().getLast().lastStep());
        assertEquals(63, history.bins().getLast().band().max());
        for (int step = 70; step < 100; step++) {
            history.add(step, -step);
        }
        assertEquals(new Bin(70, 79, new Band(10, 0, -79, -70, -74.5, -79)), history.bins().get(4));
        history.rewindTo(-1);
        assertEquals(List.of(), history.bins());
        history.add(0, 1);
        assertEquals(1, history.stepsPerBin());
        history.clear();
        assertEquals(List.of(), history.bins());
    }

    /// Each row of a strip is the history of that layer.
    @Test
    void stripsHaveTheSameBins() {
        LayerHistory strip = new LayerHistory(3, 8);
        List<History> histories = List.of(new History(8), new History(8), new History(8));
        SeededRandom random = new SeededRandom(1);
        for (int step = 0; step < 1000; step += 3) {
            List<Band> bands = new ArrayList<>();
            for (History history : histories) {
                Band band = Band.of(random.nextGaussian()).merge(Band.of(random.nextGaussian()));
                bands.add(band);
                history.add(step, step + 1, band);
            }
            strip.add(step, step + 1, bands);
        }
        assertEquals(histories.getFirst().stepsPerBin(), strip.stepsPerBin());
        for (int layer = 0; layer < 3; layer++) {
            int row = layer;
            assertEquals(
                    histories.get(layer).bins(),
                    strip.columns().stream()
                            .map(it -> new Bin(it.firstStep(), it.lastStep(), it.bands().get(row)))
                            .toList());
        }
        strip.rewindTo(500);
        assertTrue(strip.columns().getLast().lastStep() <= 500);
        strip.clear();
        assertEquals(List.of(), strip.columns());
        assertThrows(IllegalArgumentException.class, () -> strip.add(0, 1, List.of(Band.of(1))));
    }

    @Test
    void stripsTakeSummaries() {
        LayerHistory strip = new LayerHistory(2, 8);
        List<LayerSummary> layers =
                List.of(
                        new LayerSummary("a", true, Map.of(Quantity.DELTA_RMS, Band.of(3))),
                        new LayerSummary("b", false, Map.of()));
        strip.add(new StepSummary(4, 6, Band.of(1), layers), Quantity.DELTA_RMS);
        assertEquals(List.of(new LayerHistory.Column(4, 6, List.of(Band.of(3), Band.NONE))), strip.columns());
    }
}
