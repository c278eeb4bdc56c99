package io.unidatum.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SubmissionQueueTest {
    private static final int CAPACITY = 64;

    private final UnsafeBuffer command = new UnsafeBuffer(new byte[100]);
    private final SubmissionQueue queue = new SubmissionQueue(CAPACITY);

    @Test
    void shouldRefuseWhenFullAndTakeAgainWhenAPlaceIsReleased() {
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(queue.submit(command, 0, 100, 0, null)).isTrue();
        }
        assertThat(queue.submit(command, 0, 100, 0, null)).isFalse();
        final List<PendingCommand> taken = new ArrayList<>();
        queue.take(taken::add, 1);
        queue.release(taken.get(0));
        assertThat(queue.submit(command, 0, 100, 0, null)).isTrue();
        assertThat(queue.pending()).isEqualTo(CAPACITY);
    }

    @Test
    void shouldLoseNoPlaceToACommandThatCannotBeCopied() {
        for (int i = 0; i < 2 * CAPACITY; i++) {
            try {
                queue.submit(command, 50, 100, 0, null);
            } catch (final IndexOutOfBoundsException ex) {
                assertThat(queue.pending()).isZero();
            }
        }
        assertThat(queue.submit(command, 0, 100, 0, null)).isTrue();
    }

    /** Threads submit while the queue is closed: what was taken in is ended, what was not is refused. */
    @RepeatedTest(20)
    void shouldForgetNoListenerAtClose() throws InterruptedException {
        final AtomicInteger accepted = new AtomicInteger();
        final AtomicInteger told = new AtomicInteger();
        final CommandListener listener = new CommandListener() {
            @Override
            public void onOutcome(final CommandOutcomeDecoder outcome) {
                throw new AssertionError("nobody answers");
            }

            @Override
            public void onFailure(final CommandFailure failure) {
                told.incrementAndGet();
            }
        };
        final CommandWindow window = new CommandWindow(CAPACITY, 1_000, queue::release);
        final CountDownLatch begun = new CountDownLatch(3);
        final List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            final long thread = t;
            threads.add(new Thread(() -> {
                final UnsafeBuffer own = new UnsafeBuffer(new byte[100]);
                for (long i = 0; !queue.isClosed(); i++) {
                    own.putLong(8, thread);
                    own.putLong(16, i);
                    if (queue.submit(own, 0, 100, 0, listener)) {
                        accepted.incrementAndGet();
                    }
                    begun.countDown();
                }
            }));
        }
        threads.forEach(Thread::start);
        begun.await();
        for (int i = 0; i < 50; i++) {
            queue.take(window::add, 10);
            window.tick((buffer, offset, length) -> -1, false, 1);
        }
        queue.closeAndTakeAll(window.size(), window::add);
        window.failAll();
        for (final Thread thread : threads) {
            thread.join();
        }
        assertThat(told).hasValue(accepted.get());
        assertThat(accepted.get()).isPositive();
    }
}
