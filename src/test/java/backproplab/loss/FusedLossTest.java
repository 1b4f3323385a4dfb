package backproplab.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.catalog.Entry;
import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Losses as functions of z: the same as through the link where that can be computed, and right where it cannot.
class FusedLossTest {
    private static final double[] NO_GRADIENT = {0, 0, 0};

    /// @param fused `loss` after `link`, as a function of z
    record Fusion(Loss loss, Link link, Loss fused) {
        @Override
        public String toString() {
            return loss + " after " + link;
        }
    }

    static Stream<Fusion> fusions() {
        return Losses.CATALOG.entries().stream().map(Entry::standard).flatMap(FusedLossTest::fusionsOf);
    }

    private static Stream<Fusion> fusionsOf(Loss loss) {
        return Arrays.stream(Link.values())
                .flatMap(link -> loss.fusedWith(link).map(it -> new Fusion(loss, link, it)).stream());
    }

    @Test
    void fusesWhereAClosedFormExists() {
        assertEquals(
                Set.of(
                        "BinaryCrossEntropy[eps=0.0] after SIGMOID",
                        "CategoricalCrossEntropy[eps=0.0] after SIGMOID",
                        "CategoricalCrossEntropy[eps=0.0] after SOFTMAX",
                        "NegativeLogLikelihood[] after LOG_SOFTMAX",
                        "KlDivergence[] after SIGMOID",
                        "KlDivergence[] after SOFTMAX"),
                fusions().map(Fusion::toString).collect(Collectors.toSet()));
    }

    /// Clipping acts on y: computed from z it would be another function.
    @Test
    void clippedLossesDoNotFuse() {
        for (Link link : Link.values()) {
            assertTrue(new BinaryCrossEntropy(1e-7).fusedWith(link).isEmpty());
            assertTrue(new CategoricalCrossEntropy(1e-7).fusedWith(link).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void equalsTheChainRuleForModerateZ(Fusion it) {
        SeededRandom random = new SeededRandom(4);
        for (int sample = 0; sample < 200; sample++) {
            int n = 1 + random.nextInt(5);
            double[] z = random.doubles(n, -4, 4).toArray();
            double[] t = targets(n, random);
            double[] y = outputs(it.link, z);
            double[] dy = new double[n];
            double[] dz = new double[n];

            double value = it.loss.value(y, t, 0, n);
            assertEquals(value, it.fused.value(z, t, 0, n), 1e-12 * (1 + Math.abs(value)));

            it.loss.addGradient(y, t, 0, n, 1, dy);
            it.fused.addGradient(z, t, 0, n, 1, dz);
            assertArrayEquals(chained(it.link, y, dy), dz, 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void staysFiniteFarOut(Fusion it) {
        SeededRandom random = new SeededRandom(5);
        for (int sample = 0; sample < 500; sample++) {
            int n = 1 + random.nextInt(5);
            double[] z = random.doubles(n, -1000, 1000).toArray();
            double[] t = targets(n, random);
            double[] dz = new double[n];
            it.fused.addGradient(z, t, 0, n, 1, dz);
            assertTrue(Double.isFinite(it.fused.value(z, t, 0, n)));
            assertTrue(Arrays.stream(dz).allMatch(Double::isFinite));
            if (it.link != Link.SIGMOID) {
                assertEquals(0, Arrays.stream(dz).sum(), 1e-14, "shifting all z alike changes nothing");
            }
        }
    }

    /// `−ln σ(z) → −z`, and `ln(1 + e⁻⁴⁰) = 4.248354255291589e-18`, where σ(40) has rounded to 1.
    @Test
    void sigmoidCrossEntropyIsExactInSaturation() {
        for (Loss loss : new Loss[] {new BinaryCrossEntropy(0), new CategoricalCrossEntropy(0), new KlDivergence()}) {
            Loss fused = loss.fusedWith(Link.SIGMOID).orElseThrow();
            assertRow(fused, new double[] {1000}, new double[] {1}, 0, new double[] {0});
            assertRow(fused, new double[] {-1000}, new double[] {1}, 1000, new double[] {-1});
            assertRow(
                    fused,
                    new double[] {40},
                    new double[] {1},
                    4.248354255291589e-18,
                    new double[] {-4.248354255291589e-18});
        }
        Loss binary = new BinaryCrossEntropyWithLogits();
        assertRow(binary, new double[] {1000}, new double[] {0}, 1000, new double[] {1});
        assertRow(
                binary,
                new double[] {-40},
                new double[] {0},
                4.248354255291589e-18,
                new double[] {4.248354255291589e-18});
    }

    @Test
    void softmaxCrossEntropyIsExactInSaturation() {
        double[] z = {1000, 0, -1000};
        for (Loss fused :
                new Loss[] {
                    new CategoricalCrossEntropy(0).fusedWith(Link.SOFTMAX).orElseThrow(),
                    new NegativeLogLikelihood().fusedWith(Link.LOG_SOFTMAX).orElseThrow(),
                    new KlDivergence().fusedWith(Link.SOFTMAX).orElseThrow()
                }) {
            assertRow(fused, z, new double[] {1, 0, 0}, 0, NO_GRADIENT);
            assertRow(fused, z, new double[] {0, 1, 0}, 1000, new double[] {1, -1, 0});
            assertRow(fused, z, new double[] {0, 0, 1}, 2000, new double[] {1, 0, -1});
            assertRow(fused, new double[] {1e308, 0}, new double[] {0, 1}, 1e308, new double[] {1, -1});

            // right and sure: softmax has rounded to 1, its gradient has not rounded to 0
            assertRow(
                    fused,
                    new double[] {40, 0},
                    new double[] {1, 0},
                    4.248354255291589e-18,
                    new double[] {-4.248354255291589e-18, 4.248354255291589e-18});
        }
    }

    @Test
    void klDivergenceTakesAwayTheEntropyOfTheTargets() {
        Loss fused = new KlDivergence().fusedWith(Link.SOFTMAX).orElseThrow();
        // ½ (ln ½ − 0) + ½ (ln ½ + 1000)
        assertEquals(500 + Math.log(0.5), fused.value(new double[] {1000, 0}, new double[] {0.5, 0.5}, 0, 2), 1e-12);
        assertEquals(0, fused.value(new double[] {7, 7}, new double[] {0.5, 0.5}, 0, 2), 1e-15);
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void nanIsNeverHidden(Fusion it) {
        for (double[] t : new double[][] {{1, 0, 0}, {0, 0, 0}}) {
            for (int k = 0; k < 3; k++) {
                double[] z = {1, 2, -1};
                double[] dz = new double[3];
                z[k] = Double.NaN;
                assertTrue(Double.isNaN(it.fused.value(z, t, 0, 3)));
                it.fused.addGradient(z, t, 0, 3, 1, dz);
                assertTrue(Double.isNaN(dz[k]));
            }
        }
    }

    private static void assertRow(Loss loss, double[] z, double[] t, double value, double[] gradient) {
        double[] dz = new double[z.length];
        loss.addGradient(z, t, 0, z.length, 1, dz);
        assertEquals(value, loss.value(z, t, 0, z.length), 1e-15 * value);
        for (int k = 0; k < z.length; k++) {
            assertEquals(gradient[k], dz[k], 1e-15 * Math.abs(gradient[k]), "output " + k);
        }
    }

    /// In [0, 1], some of them exactly 0 or 1.
    private static double[] targets(int n, SeededRandom random) {
        double[] t = new double[n];
        for (int k = 0; k < n; k++) {
            t[k] = Math.clamp(2 * random.nextDouble() - 0.5, 0, 1);
        }
        return t;
    }

    private static double[] outputs(Link link, double[] z) {
        double sum = Arrays.stream(z).map(Math::exp).sum();
        return Arrays.stream(z)
                .map(it ->
                        switch (link) {
                            case SIGMOID -> 1 / (1 + Math.exp(-it));
                            case SOFTMAX -> Math.exp(it) / sum;
                            case LOG_SOFTMAX -> it - Math.log(sum);
                        })
                .toArray();
    }

    /// `∂l/∂zₖ = Σⱼ ∂l/∂yⱼ · ∂yⱼ/∂zₖ`
    private static double[] chained(Link link, double[] y, double[] dy) {
        double[] dz = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            for (int j = 0; j < y.length; j++) {
                double same = j == k ? 1 : 0;
                dz[k] +=
                        dy[j]
                                * switch (link) {
                                    case SIGMOID -> same * y[k] * (1 - y[k]);
                                    case SOFTMAX -> y[j] * (same - y[k]);
                                    case LOG_SOFTMAX -> same - Math.exp(y[k]);
                                };
            }
        }
        return dz;
    }
}
