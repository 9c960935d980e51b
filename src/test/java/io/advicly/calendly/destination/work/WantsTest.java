package io.advicly.calendly.destination.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Whatever comes is seen by whoever works for a destination, or has it claimed.
class WantsTest {

    private static final Duration WHILE = Duration.ofSeconds(5);

    private final AtomicLong time = new AtomicLong();
    private final Wants<Worker> wants = new Wants<>(time::get);
    private final UUID id = UUID.randomUUID();

    /// Ends without having looked again.
    private static final class Worker implements Wants.Worker {

        private boolean more;
        private boolean ended;

        @Override
        public synchronized boolean more() {
            more |= !ended;
            return !ended;
        }

        @Override
        public synchronized boolean end() {
            ended = true;
            return more;
        }
    }

    @Test
    void whatIsWantedIsClaimedOnce() {
        wants.want(id);
        wants.want(id);

        assertThat(wants.isAnyWanted()).isTrue();
        assertThat(wants.take(10)).containsExactly(id);
        assertThat(wants.take(10)).isEmpty();
        assertThat(wants.isAnyWanted()).isFalse();
    }

    @Test
    void noMoreAreTakenThanAskedFor() {
        for (int one = 0; one < 5; one++) {
            wants.want(UUID.randomUUID());
        }

        assertThat(wants.take(3)).hasSize(3);
        assertThat(wants.take(3)).hasSize(2);
    }

    @Test
    void whoWorksForItIsTold() {
        Worker worker = new Worker();
        wants.begun(id, worker);

        wants.want(id);

        assertThat(worker.more).isTrue();
        assertThat(wants.take(10)).isEmpty();
        assertThat(wants.ended(id, worker)).isTrue();
        assertThat(wants.take(10)).containsExactly(id);
    }

    @Test
    void whoeverHasSeenAllIsWantedNoMore() {
        Worker worker = new Worker();
        wants.begun(id, worker);

        assertThat(wants.ended(id, worker)).isFalse();
        assertThat(wants.isAnyWanted()).isFalse();
    }

    /// It came while the destination was being claimed.
    @Test
    void whatCameBeforeTheWorkBeganIsToldToTheWorker() {
        wants.want(id);
        assertThat(wants.take(10)).containsExactly(id);
        wants.want(id);
        Worker worker = new Worker();
        wants.begun(id, worker);

        assertThat(wants.take(10)).isEmpty();
        assertThat(worker.more).isTrue();
        assertThat(wants.ended(id, worker)).isTrue();
        assertThat(wants.take(10)).as("nobody leaves it alone").containsExactly(id);
    }

    @Test
    void whatIsLeftAloneStaysWanted() {
        wants.want(id);
        wants.leaveAlone(wants.take(10), WHILE);
        wants.want(id);

        assertThat(wants.take(10)).isEmpty();
        assertThat(wants.isAnyWanted()).isTrue();
        time.addAndGet(WHILE.toNanos());
        assertThat(wants.take(10)).containsExactly(id);
    }

    @Test
    void aChangeAndAFreedClaimEndTheWait() {
        UUID other = UUID.randomUUID();
        wants.leaveAlone(Set.of(id, other), WHILE);

        wants.leaveAloneNoMore(id);
        assertThat(wants.take(10)).containsExactly(id);
        wants.leaveNobodyAlone();
        assertThat(wants.take(10)).containsExactly(other);
    }

    /// Whoever wants it and whoever ends do so at the same moment.
    @Test
    void nothingIsLostBetweenAnEndAndAWant() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20_000; round++) {
                Worker worker = new Worker();
                wants.begun(id, worker);
                CyclicBarrier together = new CyclicBarrier(2);
                Future<?> ending =
                        both.submit(() -> {
                            together.await();
                            return wants.ended(id, worker);
                        });
                Future<?> wanting =
                        both.submit(() -> {
                            together.await();
                            wants.want(id);
                            return null;
                        });
                ending.get();
                wanting.get();
                assertThat(wants.take(10)).as("round %d", round).containsExactly(id);
            }
        }
    }
}
