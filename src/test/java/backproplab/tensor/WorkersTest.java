package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;

class WorkersTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 1", "7, 7", "7, 100", "1000, 1", "1000, 12", "100000, 3"})
    void everyTurnIsRunOnce(int turns, int multiple) {
        AtomicIntegerArray runs = new AtomicIntegerArray(turns);
        Workers.split(
                turns,
                multiple,
                (from, to) -> {
                    assertEquals(0, from % multiple);
                    assertTrue(to == turns || to % multiple == 0);
                    count(runs, from, to);
                });
        assertEachIs(1, runs);
    }

    @Test
    void manyLoopsFollowOneAnother() {
        AtomicIntegerArray runs = new AtomicIntegerArray(64);
        for (int i = 0; i < 20_000; i++) {
            Workers.split(64, 1, (from, to) -> count(runs, from, to));
        }
        assertEachIs(20_000, runs);
    }

    @Test
    void threadsThatSplitAtTheSameTimeDoNotDisturbEachOther() {
        AtomicIntegerArray first = new AtomicIntegerArray(500);
        AtomicIntegerArray second = new AtomicIntegerArray(500);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> splitOften(second));
        splitOften(first);
        other.join();
        assertEachIs(1000, first);
        assertEachIs(1000, second);
    }

    /// Also when it fails on the thread of a helper; and the next loop is served as if nothing had been.
    @Test
    void aFailureArrives() {
        for (int failing = 0; failing < 16; failing++) {
            int at = failing;
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            Workers.split(
                                    16,
                                    1,
                                    (from, to) -> {
                                        if (from <= at && at < to) {
                                            throw new IllegalStateException("at " + at);
                                        }
                                    }));
            everyTurnIsRunOnce(16, 1);
        }
    }

    private static void splitOften(AtomicIntegerArray runs) {
        for (int i = 0; i < 1000; i++) {
            Workers.split(runs.length(), 1, (from, to) -> count(runs, from, to));
        }
    }

    private static void count(AtomicIntegerArray runs, int from, int to) {
        for (int turn = from; turn < to; turn++) {
            runs.incrementAndGet(turn);
        }
    }

    private static void assertEachIs(int expected, AtomicIntegerArray runs) {
        for (int turn = 0; turn < runs.length(); turn++) {
            assertEquals(expected, runs.get(turn), "turn " + turn);
        }
    }
}
