package backproplab.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

class SeededRandomTest {
    /// The reference implementation's first numbers for this seed (splitmix64.c, Vigna 2015).
    @Test
    void isSplitMix64() {
        SeededRandom random = new SeededRandom(1_234_567);
        for (String expected :
                new String[] {
                    "6457827717110365317",
                    "3203168211198807973",
                    "9817491932198370423",
                    "4593380528125082431",
                    "16408922859458223821",
                }) {
            assertEquals(expected, Long.toUnsignedString(random.nextLong()));
        }
    }

    @Test
    void sameSeedSameNumbers() {
        SeededRandom one = SeededRandom.of(42, Purpose.WEIGHTS, 3);
        SeededRandom other = SeededRandom.of(42, Purpose.WEIGHTS, 3);
        for (int i = 0; i < 100; i++) {
            assertEquals(one.nextGaussian(), other.nextGaussian());
        }
    }

    @Test
    void everyPurposePathAndSeedHasAStreamOfItsOwn() {
        Set<Long> firstNumbers = new HashSet<>();
        int streams = 0;
        for (Purpose purpose : Purpose.values()) {
            for (long seed = 0; seed < 20; seed++) {
                firstNumbers.add(SeededRandom.of(seed, purpose).nextLong());
                streams++;
                for (long epoch = 0; epoch < 20; epoch++) {
                    firstNumbers.add(SeededRandom.of(seed, purpose, epoch).nextLong());
                    firstNumbers.add(SeededRandom.of(seed, purpose, epoch, 0).nextLong());
                    streams += 2;
                }
            }
        }
        assertEquals(streams, firstNumbers.size());
    }

    /// The correlation of n independent pairs has a standard deviation of 1/√n; five of them is a bound that
    /// chance breaks once in two million.
    @Test
    void purposesDoNotMoveTogether() {
        int n = 10_000;
        for (Purpose one : Purpose.values()) {
            for (Purpose other : Purpose.values()) {
                if (one != other) {
                    SeededRandom x = SeededRandom.of(7, one);
                    SeededRandom y = SeededRandom.of(7, other);
                    double sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += (x.nextDouble() - 0.5) * (y.nextDouble() - 0.5);
                    }
                    double correlation = 12 * sum / n; // a uniform number's variance is 1/12
                    assertEquals(0, correlation, 5 / Math.sqrt(n), () -> one + " and " + other);
                }
            }
        }
    }

    @Test
    void doublesAreUniform() {
        int n = 100_000;
        SeededRandom random = new SeededRandom(1);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double x = random.nextDouble();
            assertTrue(x >= 0 && x < 1);
            sum += x;
        }
        assertEquals(0.5, sum / n, 5 * Math.sqrt(1.0 / 12 / n)); // five standard deviations of the mean
    }

    @Test
    void boundedIntegersAreUniform() {
        int bound = 7;
        int n = 70_000;
        int[] counts = new int[bound];
        SeededRandom random = new SeededRandom(2);
        for (int i = 0; i < n; i++) {
            counts[random.nextInt(bound)]++;
        }
        double share = 1.0 / bound;
        double deviation = Math.sqrt(n * share * (1 - share)); // of a binomial count
        for (int count : counts) {
            assertEquals(n * share, count, 5 * deviation);
        }
    }

    @Test
    void boundedIntegersKeepTheirBound() {
        SeededRandom random = new SeededRandom(3);
        for (int i = 0; i < 1000; i++) {
            assertEquals(0, random.nextInt(1));
            int large = random.nextInt(Integer.MAX_VALUE);
            assertTrue(large >= 0 && large < Integer.MAX_VALUE);
        }
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
    }

    /// Five standard deviations: √(1/n) for the mean, √(2/n) for the variance, √(24/n) for the fourth moment's
    /// excess over 3, which a uniform number (1.8) would miss.
    @Test
    void gaussiansHaveTheMomentsOfTheNormalDistribution() {
        int n = 100_000;
        SeededRandom random = new SeededRandom(4);
        double[] x = new double[n];
        Arrays.setAll(x, i -> random.nextGaussian());

        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(it -> (it - mean) * (it - mean)).sum() / n;
        double fourth = Arrays.stream(x).map(it -> Math.pow(it - mean, 4)).sum() / n;
        assertEquals(0, mean, 5 * Math.sqrt(1.0 / n));
        assertEquals(1, variance, 5 * Math.sqrt(2.0 / n));
        assertEquals(3, fourth / (variance * variance), 5 * Math.sqrt(24.0 / n));
    }

    @Test
    void shufflePermutes() {
        int[] ordered = IntStream.range(0, 1000).toArray();
        int[] shuffled = ordered.clone();
        new SeededRandom(5).shuffle(shuffled);

        assertNotEquals(Arrays.toString(ordered), Arrays.toString(shuffled));
        Arrays.sort(shuffled);
        assertArrayEquals(ordered, shuffled);
    }

    /// Each of the 6 orders of three things equally often, within five standard deviations of a binomial count.
    @Test
    void shuffleFavoursNoOrder() {
        int n = 60_000;
        int[] counts = new int[27];
        SeededRandom random = new SeededRandom(6);
        for (int i = 0; i < n; i++) {
            int[] order = {0, 1, 2};
            random.shuffle(order);
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        double deviation = Math.sqrt(n * (1.0 / 6) * (5.0 / 6));
        int[] seen = Arrays.stream(counts).filter(it -> it > 0).toArray();
        assertEquals(6, seen.length);
        for (int count : seen) {
            assertEquals(n / 6.0, count, 5 * deviation);
        }
    }
}
