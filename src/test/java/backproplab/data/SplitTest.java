package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class SplitTest {
    private static final long SEED = 3;

    @ParameterizedTest
    @CsvSource({
        // samples, share, test samples: round(share · samples), by hand
        "10, 0.2, 2",
        "10, 0.25, 3",
        "10, 0.24, 2",
        "7, 0.5, 4",
        "3, 0.99, 2", // one has to stay
        "2, 0.5, 1",
        "1000, 0.333, 333",
    })
    void theTestSetHasItsShare(int samples, double share, int expected) {
        Split split = numbered(samples).split(share, SEED);
        assertEquals(expected, testRows(split).size());
        assertEquals(samples - expected, rows(split.train()).size());
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "10, 0.04", "1, 0.5", "1, 0.99"})
    void aTestSetWithoutSamplesIsAbsent(int samples, double share) {
        Split split = numbered(samples).split(share, SEED);
        assertTrue(split.test().isEmpty());
        assertEquals(samples, split.train().samples());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 10, 99, 1000})
    void thePartsAreDisjointAndCompleteAndInOrder(int samples) {
        for (double share : new double[] {0.1, 0.3, 0.5, 0.9}) {
            Split split = numbered(samples).split(share, SEED);
            List<Integer> all = new ArrayList<>(rows(split.train()));
            assertEquals(all.stream().sorted().toList(), all);
            assertEquals(testRows(split).stream().sorted().toList(), testRows(split));
            all.addAll(testRows(split));
            assertEquals(IntStream.range(0, samples).boxed().toList(), all.stream().sorted().toList());
        }
    }

    @Test
    void inputsAndTargetsStayTogether() {
        Split split = numbered(100).split(0.3, SEED);
        for (Dataset part : List.of(split.train(), split.test().orElseThrow())) {
            for (int i = 0; i < part.samples(); i++) {
                assertEquals(part.input().get(i, 0) + 0.5, part.target().get(i, 0));
            }
        }
    }

    @Test
    void theSeedDecides() {
        Dataset data = numbered(100);
        assertEquals(data.split(0.3, SEED), data.split(0.3, SEED));
        assertNotEquals(testRows(data.split(0.3, SEED)), testRows(data.split(0.3, SEED + 1)));
    }

    @Test
    void everyClassGivesTheSameShare() {
        // 60, 30 and 10 samples at 25 %: 15, 7.5 and 2.5; the whole parts 15, 7, 2 leave one of 25 for the first tie
        Split split = classed(60, 30, 10).split(0.25, SEED);
        assertEquals(List.of(15, 8, 2), sizes(split.test().orElseThrow()));
        assertEquals(List.of(45, 22, 8), sizes(split.train()));
    }

    @Test
    void aClassKeepsItsLastTrainingSampleWhileOthersHaveMore() {
        // 1, 1 and 8 samples at 20 %: quotas 0.2, 0.2, 1.6
        assertEquals(List.of(0, 0, 2), sizes(classed(1, 1, 8).split(0.2, SEED).test().orElseThrow()));
        // 1 and 9 samples at 80 %: quotas 0.8 and 7.2; the larger remainder would take the only sample of its class
        assertEquals(List.of(0, 8), sizes(classed(1, 9).split(0.8, SEED).test().orElseThrow()));
        // quotas 0.9, 0.9, 1.8, and 3 wanted: the two last ones of the small classes go only because they must
        assertEquals(List.of(1, 1, 1), sizes(classed(1, 1, 2).split(0.9, SEED).test().orElseThrow()));
    }

    @Test
    void theTwoSidesOfAYesOrNoColumnAreClassesToo() {
        Tensor target = Tensor.zeros(40, 1);
        IntStream.range(0, 8).forEach(it -> target.set(it, 1));
        Split split = Dataset.of(Tensor.zeros(40, 1), target).split(0.25, SEED);
        assertEquals(List.of(8, 2), sizes(split.test().orElseThrow()));
    }

    @Test
    void refusesWhatIsNoShare() {
        for (double share : new double[] {-0.1, 1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> numbered(10).split(share, SEED));
        }
    }

    /// Sample i has the input i and the target i + 0.5.
    private static Dataset numbered(int samples) {
        Tensor input = Tensor.zeros(samples, 1);
        Tensor target = Tensor.zeros(samples, 1);
        for (int i = 0; i < samples; i++) {
            input.set(i, i);
            target.set(i, i + 0.5);
        }
        return Dataset.of(input, target);
    }

    private static Dataset classed(int... sizes) {
        int samples = IntStream.of(sizes).sum();
        Tensor target = Tensor.zeros(samples, sizes.length);
        int row = 0;
        for (int k = 0; k < sizes.length; k++) {
            for (int i = 0; i < sizes[k]; i++) {
                target.set(row++, k, 1);
            }
        }
        return Dataset.of(Tensor.zeros(samples, 1), target);
    }

    private static List<Integer> sizes(Dataset data) {
        List<Integer> sizes = new ArrayList<>(IntStream.range(0, data.classes()).map(_ -> 0).boxed().toList());
        for (int i = 0; i < data.samples(); i++) {
            sizes.set(data.classOf(i), sizes.get(data.classOf(i)) + 1);
        }
        return sizes;
    }

    private static List<Integer> testRows(Split split) {
        return rows(split.test().orElseThrow());
    }

    private static List<Integer> rows(Dataset numbered) {
        return IntStream.range(0, numbered.samples()).mapToObj(it -> (int) numbered.input().get(it, 0)).toList();
    }
}
