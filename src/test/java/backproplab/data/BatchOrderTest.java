package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.Purpose;
import backproplab.random.SeededRandom;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class BatchOrderTest {
    private static final long SEED = 7;

    static Stream<Arguments> manySizes() {
        return IntStream.of(1, 2, 3, 4, 5, 7, 10, 16, 31, 100, 257)
                .boxed()
                .flatMap(samples ->
                        IntStream.of(1, 2, 3, 4, 10, 32, 99, 257, 1000)
                                .boxed()
                                .flatMap(size ->
                                        Stream.of(true, false).map(shuffle -> Arguments.of(samples, size, shuffle))));
    }

    @ParameterizedTest
    @MethodSource("manySizes")
    void everyEpochHoldsEverySampleOnce(int samples, int batchSize, boolean shuffle) {
        BatchOrder order = new BatchOrder(samples, batchSize, shuffle, SEED);
        for (int epoch = 0; epoch < 3; epoch++) {
            List<Integer> seen = new ArrayList<>();
            for (int batch = 0; batch < order.batchesPerEpoch(); batch++) {
                assertEquals(epoch, order.epoch());
                assertEquals(batch, order.batch());
                seen.addAll(current(order));
                assertEquals(batch == order.batchesPerEpoch() - 1, order.isLastOfEpoch());
                order.advance();
            }
            seen.sort(null);
            assertEquals(IntStream.range(0, samples).boxed().toList(), seen);
        }
    }

    @ParameterizedTest
    @MethodSource("manySizes")
    void onlyTheLastBatchIsSmaller(int samples, int batchSize, boolean shuffle) {
        BatchOrder order = new BatchOrder(samples, batchSize, shuffle, SEED);
        for (int i = 0; i < 2 * order.batchesPerEpoch(); i++) {
            int left = samples - order.batch() * batchSize;
            assertEquals(Math.min(batchSize, left), order.count());
            order.advance();
        }
    }

    @ParameterizedTest
    @MethodSource("manySizes")
    void anyPositionIsReachedWithoutWhatCameBefore(int samples, int batchSize, boolean shuffle) {
        BatchOrder walked = new BatchOrder(samples, batchSize, shuffle, SEED);
        BatchOrder sought = new BatchOrder(samples, batchSize, shuffle, SEED);
        for (int epoch = 0; epoch < 4; epoch++) {
            for (int batch = 0; batch < walked.batchesPerEpoch(); batch++) {
                BatchOrder fresh = new BatchOrder(samples, batchSize, shuffle, SEED);
                fresh.seek(epoch, batch);
                assertEquals(current(walked), current(fresh));
                sought.seek(9, 0); // from somewhere else, and back
                sought.seek(epoch, batch);
                assertEquals(current(walked), current(sought));
                walked.advance();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "10, 1", "10, 12345678901", "97, 3"})
    void theOrderOfAnEpochFollowsFromSeedAndEpochAlone(int samples, long epoch) {
        int[] expected = IntStream.range(0, samples).toArray();
        SeededRandom.of(SEED, Purpose.SHUFFLE, epoch).shuffle(expected);
        for (int batchSize : new int[] {1, 3, samples}) {
            BatchOrder order = new BatchOrder(samples, batchSize, true, SEED);
            order.seek(epoch, 0);
            assertArrayEquals(expected, order.rows());
        }
    }

    @Test
    void epochsAndSeedsDiffer() {
        BatchOrder order = new BatchOrder(50, 50, true, SEED);
        List<Integer> first = current(order);
        order.advance();
        assertFalse(first.equals(current(order)));
        assertFalse(first.equals(current(new BatchOrder(50, 50, true, SEED + 1))));
    }

    @Test
    void withoutShufflingTheOrderIsThatOfTheDataSet() {
        BatchOrder order = new BatchOrder(5, 2, false, SEED);
        order.seek(3, 1);
        assertEquals(List.of(2, 3), current(order));
        order.advance();
        assertEquals(List.of(4), current(order));
        order.advance();
        assertEquals(List.of(0, 1), current(order));
    }

    @Test
    void gathersTheSamplesOfTheBatchAndLeavesTheRestOfTheBuffer() {
        Tensor source = Tensor.matrix(new double[][] {{0, 0.5}, {1, 1.5}, {2, 2.5}});
        Tensor buffer = Tensor.zeros(2, 2);
        BatchOrder order = new BatchOrder(3, 2, false, SEED);
        order.gather(source, buffer);
        assertEquals(Tensor.matrix(new double[][] {{0, 0.5}, {1, 1.5}}), buffer);
        order.advance();
        order.gather(source, buffer);
        assertEquals(Tensor.matrix(new double[][] {{2, 2.5}, {1, 1.5}}), buffer);
    }

    @Test
    void movingAndGatheringAllocateNothing() {
        Tensor source = Tensor.zeros(10, 3);
        Tensor buffer = Tensor.zeros(4, 3);
        BatchOrder order = new BatchOrder(10, 4, true, SEED);
        Runnable tenEpochs =
                () -> {
                    for (int step = 0; step < 30; step++) {
                        order.gather(source, buffer);
                        order.advance();
                    }
                };
        tenEpochs.run(); // loads the classes
        Allocation.bytesOf(tenEpochs);
        assertEquals(0, Allocation.bytesOf(tenEpochs));
    }

    @Test
    void refusesWhatIsNoPosition() {
        BatchOrder order = new BatchOrder(10, 4, true, SEED);
        assertThrows(IllegalArgumentException.class, () -> order.seek(0, 3));
        assertThrows(IllegalArgumentException.class, () -> order.seek(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new BatchOrder(0, 1, true, SEED));
        assertThrows(IllegalArgumentException.class, () -> new BatchOrder(1, 0, true, SEED));
    }

    @Test
    void refusesBuffersOfOtherSizesAndNamesBothShapes() {
        BatchOrder order = new BatchOrder(3, 2, false, SEED);
        var failure =
                assertThrows(
                        IllegalArgumentException.class, () -> order.gather(Tensor.zeros(3, 2), Tensor.zeros(2, 3)));
        assertTrue(
                String.valueOf(failure.getMessage()).contains("[3, 2]")
                        && String.valueOf(failure.getMessage()).contains("[2, 3]"));
        assertThrows(IllegalArgumentException.class, () -> order.gather(Tensor.zeros(3, 2), Tensor.zeros(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> order.gather(Tensor.zeros(4, 2), Tensor.zeros(2, 2)));
    }

    private static List<Integer> current(BatchOrder order) {
        return Arrays.stream(order.rows(), order.from(), order.from() + order.count()).boxed().toList();
    }
}
