package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class GeneratorsTest {
    private static final long SEED = 42;
    private static final Coding ZERO_ONE = Coding.ZERO_ONE;
    private static final double ROUNDING = 1e-15;

    static Stream<Entry<Generator>> every() {
        return Generators.CATALOG.entries().stream();
    }

    static Stream<Entry<Generator>> drawn() {
        return every().filter(it -> it.settings().contains(Points.SAMPLES));
    }

    static Stream<Entry<Generator>> classified() {
        return drawn().filter(it -> it.settings().contains(Points.TARGETS));
    }

    @ParameterizedTest
    @MethodSource("every")
    void settingsAndComponentsAreOne(Entry<Generator> entry) {
        Generator standard = entry.standard();
        assertEquals(standard, entry.create(entry.valuesOf(standard).asMap()));
        assertEquals(entry, Generators.CATALOG.entryOf(standard));
        assertEquals(standard.getClass().getRecordComponents().length, entry.settings().size());
    }

    @ParameterizedTest
    @MethodSource("every")
    void sameSeedSameBits(Entry<Generator> entry) {
        assertEquals(entry.standard().generate(SEED), entry.standard().generate(SEED));
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void anotherSeedIsAnotherSet(Entry<Generator> entry) {
        assertNotEquals(entry.standard().generate(SEED).input(), entry.standard().generate(SEED + 1).input());
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void moreSamplesBeginWithTheFewer(Entry<Generator> entry) {
        Dataset few = entry.create(Map.of("samples", 30)).generate(SEED);
        Dataset many = entry.create(Map.of("samples", 100)).generate(SEED);
        assertEquals(30, few.samples());
        assertEquals(100, many.samples());
        assertEquals(few, many.select(IntStream.range(0, 30).toArray()));
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void noiseMovesTheSamePoints(Entry<Generator> entry) {
        boolean onTarget = entry.settings().contains(Points.TARGET_NOISE);
        double[] still = noisy(entry, 0.0, onTarget);
        double[] some = noisy(entry, 0.1, onTarget);
        double[] more = noisy(entry, 0.2, onTarget);
        for (int i = 0; i < still.length; i++) {
            assertEquals(2 * (some[i] - still[i]), more[i] - still[i], 1e-14); // a rounding or two of numbers near 1
        }
        assertTrue(IntStream.range(0, still.length).anyMatch(it -> some[it] != still[it]));
    }

    private static double[] noisy(Entry<Generator> entry, double noise, boolean onTarget) {
        Dataset data = entry.create(Map.of("noise", noise)).generate(SEED);
        return (onTarget ? data.target() : data.input()).values();
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void withoutNoiseEverythingLiesBetweenMinusOneAndOne(Entry<Generator> entry) {
        Dataset data = entry.create(Map.of("noise", 0.0)).generate(SEED);
        for (double x : data.input().values()) {
            assertTrue(Math.abs(x) <= 1 + ROUNDING, () -> entry.id() + " " + x);
        }
        for (double y : data.target().values()) {
            assertTrue(Math.abs(y) <= 1 + ROUNDING, () -> entry.id() + " " + y);
        }
    }

    @ParameterizedTest
    @MethodSource("classified")
    void classesAreBalancedFromTheFirstSamplesOn(Entry<Generator> entry) {
        boolean many = entry.settings().stream().anyMatch(it -> it.id().equals("classes"));
        for (int classes = 2; classes <= (many ? 10 : 2); classes++) {
            Generator generator = many ? entry.create(Map.of("classes", classes)) : entry.standard();
            Dataset data = generator.generate(SEED);
            assertEquals(classes, data.classes());
            assertEquals(classes == 2 ? 1 : classes, data.target().rowSize());
            for (int i = 0; i < data.samples(); i++) {
                assertEquals(i % classes, data.classOf(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void targetsAreCodedAsAskedFor(Coding coding) {
        for (Entry<Generator> entry : Generators.CATALOG.entries()) {
            if (entry.settings().contains(Points.TARGETS)) {
                Dataset data = entry.create(Map.of("targets", coding)).generate(SEED);
                assertEquals(new Task.Binary(coding), data.task(), entry.id());
                assertEquals(Set.of(coding.low(), coding.high()), Set.copyOf(boxed(data.target().values())));
            }
        }
        assertEquals(new Task.Classes(coding), new Rings(30, 0, 3, coding).generate(SEED).task());
    }

    private static Set<Double> boxed(double[] values) {
        return Set.copyOf(Arrays.stream(values).boxed().distinct().toList());
    }

    @ParameterizedTest
    @MethodSource("every")
    void numbersHaveNames(Entry<Generator> entry) {
        Dataset data = entry.standard().generate(SEED);
        assertEquals(data.input().rowSize(), data.inputNames().size());
        assertEquals(data.target().rowSize(), data.targetNames().size());
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void refusesWhatIsOutOfRange(Entry<Generator> entry) {
        for (Setting setting : entry.settings()) {
            if (setting instanceof Setting.Real real) {
                Map<String, ?> over = Map.of(real.id(), real.max() + 1);
                assertThrows(IllegalArgumentException.class, () -> entry.create(over));
            }
            if (setting instanceof Setting.Whole whole) {
                Map<String, ?> under = Map.of(whole.id(), whole.min() - 1);
                assertThrows(IllegalArgumentException.class, () -> entry.create(under));
            }
        }
    }

    @Test
    void circle() {
        Dataset data = new Circle(1000, 0, ZERO_ONE).generate(SEED);
        for (int i = 0; i < data.samples(); i++) {
            double radius = radius(data, i);
            if (data.target().get(i) == 1) {
                assertTrue(radius <= 0.5 + ROUNDING);
            } else {
                assertTrue(radius >= 0.7 - ROUNDING && radius <= 1 + ROUNDING);
            }
        }
    }

    @Test
    void circleIsEvenOverTheDisc() {
        // A quarter of the disc's area lies within half its radius: 1,250 of 5,000, standard deviation 31.
        Dataset data = new Circle(10_000, 0, ZERO_ONE).generate(SEED);
        long near = IntStream.range(0, data.samples()).filter(it -> radius(data, it) <= 0.25).count();
        assertEquals(1250, (double) near, 4 * 31);
    }

    @Test
    void xor() {
        Dataset data = new Xor(1000, 0, ZERO_ONE).generate(SEED);
        int[] quadrants = new int[4];
        for (int i = 0; i < data.samples(); i++) {
            double x1 = data.input().get(i, 0);
            double x2 = data.input().get(i, 1);
            assertEquals(x1 * x2 < 0 ? 1 : 0, data.target().get(i));
            assertTrue(Math.min(Math.abs(x1), Math.abs(x2)) >= 0.05);
            quadrants[(x1 > 0 ? 2 : 0) + (x2 > 0 ? 1 : 0)]++;
        }
        for (int points : quadrants) {
            assertEquals(250, points, 4 * 11.2); // half of 500 fair coins: standard deviation √125
        }
    }

    @Test
    void gaussians() {
        Dataset two = new Gaussians(10, 0, 2, ZERO_ONE).generate(SEED);
        assertArrayEquals(new double[] {-0.5, -0.5}, two.input().row(0), ROUNDING);
        assertArrayEquals(new double[] {0.5, 0.5}, two.input().row(1), ROUNDING);

        Dataset clouds = new Gaussians(20_000, 0.3, 4, ZERO_ONE).generate(SEED);
        for (int label = 0; label < 4; label++) {
            double[] centre = new Gaussians(10, 0, 4, ZERO_ONE).generate(SEED).input().row(label);
            double sum = 0;
            double squares = 0;
            for (int i = label; i < clouds.samples(); i += 4) {
                double distance = clouds.input().get(i, 0) - centre[0];
                sum += distance;
                squares += distance * distance;
            }
            assertEquals(0, sum / 5000, 4 * 0.3 / Math.sqrt(5000));
            assertEquals(0.09, squares / 5000, 4 * 0.09 * Math.sqrt(2.0 / 5000));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1.75", "3, 1", "5, 0"})
    void spiral(int classes, double turns) {
        Dataset data = new Spiral(500, 0, turns, classes, ZERO_ONE).generate(SEED);
        for (int i = 0; i < data.samples(); i++) {
            double radius = radius(data, i);
            assertTrue(radius >= 0.1 - ROUNDING && radius <= 1 + ROUNDING);
            double angle = 2 * Math.PI * (turns * radius + (double) data.classOf(i) / classes);
            assertEquals(radius * Math.cos(angle), data.input().get(i, 0), 1e-13); // the radius is rounded, turned
            assertEquals(radius * Math.sin(angle), data.input().get(i, 1), 1e-13);
        }
    }

    @Test
    void moons() {
        Dataset data = new Moons(500, 0, ZERO_ONE).generate(SEED);
        for (int i = 0; i < data.samples(); i++) {
            // back in the coordinates of scikit-learn: half circles of radius 1 around (0, 0) and (1, ½)
            double x1 = 1.5 * data.input().get(i, 0) + 0.5;
            double x2 = 1.5 * data.input().get(i, 1) + 0.25;
            boolean lower = data.target().get(i) == 1;
            assertEquals(1, lower ? Math.hypot(x1 - 1, x2 - 0.5) : Math.hypot(x1, x2), ROUNDING);
            assertTrue(lower ? x2 <= 0.5 + ROUNDING : x2 >= -ROUNDING);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void rings(int classes) {
        Dataset data = new Rings(100, 0, classes, ZERO_ONE).generate(SEED);
        for (int i = 0; i < data.samples(); i++) {
            assertEquals((data.classOf(i) + 1.0) / classes, radius(data, i), ROUNDING);
        }
    }

    @Test
    void functionsToFit() {
        Dataset plane = new Plane(100, 0).generate(SEED);
        Dataset waves = new Waves(100, 0, 1.5).generate(SEED);
        Dataset sine = new Sine(100, 0, 2).generate(SEED);
        for (int i = 0; i < 100; i++) {
            double[] p = plane.input().row(i);
            assertEquals(0.5 * p[0] + 0.5 * p[1], plane.target().get(i), ROUNDING);
            double[] w = waves.input().row(i);
            double expected = Math.sin(1.5 * Math.PI * w[0]) * Math.cos(1.5 * Math.PI * w[1]);
            assertEquals(expected, waves.target().get(i), 1e-14);
            assertEquals(Math.sin(2 * Math.PI * sine.input().get(i)), sine.target().get(i), 1e-14);
        }
        assertEquals(new Task.Regression(), plane.task());
        assertEquals(1, sine.input().rowSize());
    }

    @ParameterizedTest
    @CsvSource({
        "AND, 0, 0, 0, 1",
        "OR, 0, 1, 1, 1",
        "XOR, 0, 1, 1, 0",
        "NAND, 1, 1, 1, 0",
        "NOR, 1, 0, 0, 0",
        "XNOR, 1, 0, 0, 1",
    })
    void logicGate(LogicGate.Gate gate, double of00, double of01, double of10, double of11) {
        Dataset data = new LogicGate(gate, ZERO_ONE, ZERO_ONE).generate(SEED);
        assertArrayEquals(new double[] {0, 0, 0, 1, 1, 0, 1, 1}, data.input().values());
        assertArrayEquals(new double[] {of00, of01, of10, of11}, data.target().values());
        Dataset signed = new LogicGate(gate, Coding.MINUS_ONE_ONE, ZERO_ONE).generate(SEED);
        assertArrayEquals(new double[] {-1, -1, -1, 1, 1, -1, 1, 1}, signed.input().values());
    }

    @Test
    void sevenSegments() {
        // The usual byte per digit, bits gfedcba, as printed in datasheets and lectures on microcontrollers.
        int[] bytes = {0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F};
        Dataset data = new SevenSegments(ZERO_ONE, ZERO_ONE).generate(SEED);
        assertEquals(10, data.samples());
        assertEquals(List.of("a", "b", "c", "d", "e", "f", "g"), data.targetNames());
        for (int digit = 0; digit < 10; digit++) {
            for (int segment = 0; segment < 7; segment++) {
                assertEquals(bytes[digit] >> segment & 1, data.target().get(digit, segment));
            }
            double[] bits = data.input().row(digit);
            assertEquals(digit, 8 * bits[0] + 4 * bits[1] + 2 * bits[2] + bits[3]);
        }
    }

    private static double radius(Dataset data, int sample) {
        return Math.hypot(data.input().get(sample, 0), data.input().get(sample, 1));
    }

    @Test
    void firstSign() {
        Dataset data = new FirstSign(20, 0, 5, Coding.ZERO_ONE).generate(SEED);
        assertEquals(Shape.of(20, 5, 1), data.input().shape());
        for (int i = 0; i < 20; i++) {
            assertEquals(data.target().get(i) == 1 ? 1 : -1, data.input().get(i, 0));
            for (int t = 1; t < 5; t++) {
                assertEquals(0, data.input().get(i, t));
            }
        }
    }
}
