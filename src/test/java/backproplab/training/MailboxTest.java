package backproplab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class MailboxTest {
    private final Queue<Runnable> receiverThread = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final Mailbox<String> mailbox = new Mailbox<>(String::concat, receiverThread::add, received::add);

    @Test
    void whatComesWhileADeliveryWaitsMergesIntoIt() {
        mailbox.post("a");
        mailbox.post("b");
        mailbox.post("c");
        assertEquals(1, receiverThread.size());
        receiverThread.remove().run();
        assertEquals(List.of("abc"), received);
    }

    @Test
    void afterADeliveryTheNextOneIsItsOwn() {
        mailbox.post("a");
        receiverThread.remove().run();
        mailbox.post("b");
        receiverThread.remove().run();
        assertEquals(List.of("a", "b"), received);
        assertTrue(receiverThread.isEmpty());
    }

    @Test
    void aReceiverMayPostAgain() {
        List<Integer> seen = new ArrayList<>();
        List<Mailbox<Integer>> self = new ArrayList<>();
        self.add(
                new Mailbox<>(
                        Integer::sum,
                        Runnable::run,
                        it -> {
                            seen.add(it);
                            if (it < 3) {
                                self.getFirst().post(it + 1);
                            }
                        }));
        self.getFirst().post(1);
        assertEquals(List.of(1, 2, 3), seen);
        assertFalse(self.getFirst().isWaiting());
    }

    /// Nothing is lost and nothing comes twice, whatever the two threads do: the sum of all that arrives is the sum of
    /// all that was sent.
    @Test
    void mergingAcrossThreadsLosesNothing() throws InterruptedException {
        int count = 200_000;
        CountDownLatch done = new CountDownLatch(1);
        long[] sum = {0};
        try (ExecutorService receiver = Executors.newSingleThreadExecutor()) {
            long expected = (long) count * (count + 1) / 2;
            Mailbox<Long> numbers =
                    new Mailbox<>(
                            Long::sum,
                            receiver,
                            it -> {
                                sum[0] += it;
                                if (sum[0] == expected) {
                                    done.countDown();
                                }
                            });
            for (long i = 1; i <= count; i++) {
                numbers.post(i);
            }
            assertTrue(done.await(10, TimeUnit.SECONDS), () -> "only " + sum[0] + " of " + expected + " arrived");
        }
    }
}
