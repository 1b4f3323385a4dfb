package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

class NewestJobTest {
    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final NewestJob<String> job = new NewestJob<>(worker::add, Runnable::run, received::add, failures::add);

    @Test
    void ofThoseThatWaitOnlyTheNewestRuns() {
        job.ask(() -> "first");
        job.ask(() -> "second");
        job.ask(() -> "third");
        assertTrue(job.isBusy());
        while (!worker.isEmpty()) {
            worker.remove().run();
        }
        assertEquals(List.of("first", "third"), received);
        assertFalse(job.isBusy());
    }

    @Test
    void whatIsForgottenIsNotReceived() {
        job.ask(() -> "of the old network");
        job.ask(() -> "of the old network too");
        job.forget();
        job.ask(() -> "of the new one");
        while (!worker.isEmpty()) {
            worker.remove().run();
        }
        assertEquals(List.of("of the new one"), received);
    }

    @Test
    void aJobThatFailsIsToldAndTheNextOneRuns() {
        job.ask(() -> {
            throw new IllegalStateException("no numbers");
        });
        job.ask(() -> "next");
        while (!worker.isEmpty()) {
            worker.remove().run();
        }
        assertEquals("no numbers", failures.getFirst().getMessage());
        assertEquals(List.of("next"), received);
    }
}
