package backproplab.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.catalog.CatalogLaws;
import backproplab.catalog.Entry;
import backproplab.random.SeededRandom;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What holds for every optimizer of the catalog, with its standard settings and with others.
class OptimizerLawsTest {
    static Stream<Entry<Optimizer>> entries() {
        return Optimizers.CATALOG.entries().stream();
    }

    static Stream<Optimizer> optimizers() {
        return entries().flatMap(it -> Stream.of(it.standard(), it.create(CatalogLaws.otherValues(it))));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void changingTheRateChangesNothingElse(Entry<Optimizer> entry) {
        Map<String, Object> values = new HashMap<>(CatalogLaws.otherValues(entry));
        Optimizer changed = entry.create(values).withLearningRate(0.0078125);
        values.put("learning_rate", 0.0078125);
        assertEquals(entry.create(values), changed);
        assertEquals(0.0078125, changed.learningRate());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void refusesARateThatIsNotPositiveAndFinite(Optimizer optimizer) {
        for (double rate : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> optimizer.withLearningRate(rate));
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void slotNamesCanStandInFiles(Optimizer optimizer) {
        List<String> names = optimizer.slotNames();
        assertEquals(names.size(), Set.copyOf(names).size());
        assertTrue(names.stream().allMatch(it -> it.matches("[a-z]+(_[a-z]+)*")), names::toString);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void theFirstUpdateGoesDownhill(Optimizer optimizer) {
        double[] g = {3, -1e-4, 1e-12, -1e6};
        double[] w = {0, 0, 0, 0};
        new Run(optimizer, w).update(g, false);
        for (int i = 0; i < g.length; i++) {
            assertEquals(-Math.signum(g[i]), Math.signum(w[i]), "weight " + i);
        }
    }

    /// A dead unit's weights have the gradient 0 from the start: they stay, and nothing turns to NaN.
    @ParameterizedTest
    @MethodSource("optimizers")
    void withoutAGradientNothingMoves(Optimizer optimizer) {
        double[] w = {0.5, -2, 0};
        Run run = new Run(optimizer, w);
        for (int update = 0; update < 5; update++) {
            run.update(new double[] {0, 0, 0}, false);
        }
        assertArrayEquals(new double[] {0.5, -2, 0}, w);
    }

    /// Every weight by itself: what is beside it changes no bit, and what lies behind `n` stays.
    @ParameterizedTest
    @MethodSource("optimizers")
    void weightsDoNotTouchEachOther(Optimizer optimizer) {
        SeededRandom random = new SeededRandom(1);
        double[] together = random.doubles(5, -1, 1).toArray();
        double[] alone = {together[3]};
        double behind = together[4];
        Run all = new Run(optimizer, together);
        Run one = new Run(optimizer, alone);
        for (int update = 1; update <= 10; update++) {
            double[] g = random.doubles(5, -1, 1).toArray();
            optimizer.update(together, g, all.state.slots(0), 0, 4, update, true);
            one.update(new double[] {g[3]}, true);
        }
        assertEquals(alone[0], together[3]);
        assertEquals(behind, together[4]);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void partsTogetherAreTheWhole(Optimizer optimizer) {
        SeededRandom random = new SeededRandom(3);
        double[] whole = random.doubles(50, -1, 1).toArray();
        double[] inParts = whole.clone();
        Run all = new Run(optimizer, whole);
        Run parts = new Run(optimizer, inParts);
        for (int update = 1; update <= 5; update++) {
            double[] g = random.doubles(50, -1, 1).toArray();
            all.update(g, true);
            optimizer.update(inParts, g, parts.state.slots(0), 17, 50, update, true);
            optimizer.update(inParts, g, parts.state.slots(0), 0, 17, update, true);
        }
        assertArrayEquals(whole, inParts);
        assertArrayEquals(all.state.slots(0), parts.state.slots(0));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void onlyDecoupledDecayAsksWhatDecays(Optimizer optimizer) {
        double[] decaying = {0.5, -2};
        double[] staying = {0.5, -2};
        double[] g = {0.1, 0.1};
        new Run(optimizer, decaying).update(g, true);
        new Run(optimizer, staying).update(g, false);
        assertEquals(!(optimizer instanceof AdamW), Arrays.equals(decaying, staying));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void allocatesNothing(Optimizer optimizer) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] w = new double[100];
        double[] g = new SeededRandom(2).doubles(100, -1, 1).toArray();
        double[][] slots = OptimizerState.initial(optimizer, List.of(100)).slots(0);
        optimizer.update(w, g, slots, 0, 100, 1, true); // loads what is loaded once

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int update = 2; update < 1002; update++) {
            optimizer.update(w, g, slots, 0, 100, update, true);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 1000, () -> bytes + " bytes in 1000 updates");
    }

    private static final class Run {
        private final Optimizer optimizer;
        private final double[] w;
        private final OptimizerState state;

        Run(Optimizer optimizer, double[] w) {
            this.optimizer = optimizer;
            this.w = w;
            this.state = OptimizerState.initial(optimizer, List.of(w.length));
        }

        void update(double[] g, boolean decays) {
            optimizer.update(w, g, state.slots(0), 0, w.length, state.nextUpdate(), decays);
        }
    }
}
