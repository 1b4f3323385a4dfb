package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.util.Objects.requireNonNull;

import backproplab.random.SeededRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

class LayerSpanTest {
    private static final int STEPS = 200;

    private final SeededRandom random = new SeededRandom(1);
    private final LayerSpan span = new LayerSpan(Quantity.values());
    private final Map<Quantity, Bands> oneByOne = new EnumMap<>(Quantity.class);

    /// The same counts, extremes and last values as of steps that are added one by one, bit for bit, and the same means up
    /// to rounding: where sums serve, where every seventh batch is smaller, and where sizes leave the range of sums now and
    /// then.
    @ParameterizedTest
    @CsvSource({
        "1, 1, 10",
        "1, 1, 7",
        "1, 1e-200, 10",
        "1, 1e200, 10",
        "1, 0, 10",
        "1e-170, 1e-180, 7",
        "1e-90, 1e-110, 9"
    })
    void agreesWithStepsOneByOne(double scale, double seldom, int smaller) {
        for (int step = 0; step < STEPS; step++) {
            double unit = step % 10 == 5 ? seldom : scale;
            add(step % 7 == 6 ? smaller : 10, unit, step % 31 == 30 ? Double.NaN : unit * random.nextDouble());
        }
        Map<Quantity, Band> found = span.toBands();
        for (Quantity quantity : Quantity.values()) {
            Band expected = requireNonNull(oneByOne.get(quantity)).get(0);
            Band band = requireNonNull(found.get(quantity));
            assertEquals(STEPS, band.count() + band.nonFinite());
            assertEquals(expected.count(), band.count());
            assertEquals(expected.min(), band.min());
            assertEquals(expected.max(), band.max());
            assertEquals(expected.last(), band.last());
            assertEquals(expected.mean(), band.mean(), 1e-13 * Math.abs(expected.mean()), quantity.label());
        }
    }

    private void add(int n, double unit, double ratio) {
        SizeAccumulator delta = size(n, unit);
        SizeAccumulator weights = size(20, unit);
        SizeAccumulator biases = size(4, unit);
        span.add(delta, weights, biases, ratio);
        LayerStatistics step =
                new LayerStatistics(
                        "layer",
                        true,
                        delta.toSize(),
                        Optional.of(weights.toSize()),
                        Optional.of(biases.toSize()),
                        LayerSpan.updateRatio(ratio));
        for (Quantity quantity : Quantity.values()) {
            oneByOne.computeIfAbsent(quantity, _ -> new Bands(1)).add(0, step.get(quantity));
        }
    }

    private SizeAccumulator size(int n, double unit) {
        double[] values = new double[n];
        Arrays.setAll(values, _ -> unit * random.nextGaussian());
        SizeAccumulator size = new SizeAccumulator();
        size.add(values, n);
        return size;
    }
}
