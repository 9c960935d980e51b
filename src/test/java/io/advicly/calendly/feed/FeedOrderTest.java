package io.advicly.calendly.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.feed.read.FeedNews;
import io.advicly.calendly.feed.read.FeedNotice;
import io.advicly.calendly.feed.read.FeedReader;
import io.advicly.calendly.feed.sequence.LateDrafts;
import io.advicly.calendly.feed.sequence.Sequencer;
import io.advicly.calendly.feed.sequence.SequencerTable;
import io.advicly.calendly.feed.write.FeedSignal;
import io.advicly.calendly.feed.write.FeedWriter;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Sql;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Writers that commit late, in another order than they began, or not at all; two sequencers whose
/// transactions are ended in the middle; and a reader that never stops.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class FeedOrderTest {

    /// More of them with `-Dfeed.events=`.
    private static final int EVENTS = Integer.getInteger("feed.events", 20_000);

    private static final int WRITERS = 8;
    private static final int SUBJECTS = 40;
    private static final int TOGETHER = 25;
    private static final int TENANTS = 3;

    /// What a sequencer's transaction is at, wherever it is.
    private static final String ABORT =
            """
            SELECT pg_cancel_backend(pid) FROM pg_stat_activity
            WHERE state = 'active' AND query LIKE 'WITH feed AS%' AND pid <> pg_backend_pid()\
            """;

    private final FeedWriter writer;
    private final FeedReader reader;
    private final FeedSignal signal;
    private final Sequencer sequencer;
    private final Sequencer other;
    private final Sql sql;

    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger rolledBack = new AtomicInteger();
    private final AtomicBoolean written = new AtomicBoolean();

    FeedOrderTest(
            FeedWriter writer,
            FeedReader reader,
            FeedSignal signal,
            Sequencer sequencer,
            SequencerTable table,
            LateDrafts late,
            FeedNews news,
            FeedNotice notice,
            IsolatedContexts contexts,
            Watchdog watchdog,
            Vertx vertx,
            Sql sql) {
        this.writer = writer;
        this.reader = reader;
        this.signal = signal;
        this.sequencer = sequencer;
        this.other = new Sequencer(table, late, news, notice, contexts, watchdog, vertx);
        this.sql = sql;
    }

    @Test
    void aReaderSeesEveryCommittedEventOnceAndThoseOfASubjectInOrder() throws Exception {
        // Given
        long start = run(reader::latest);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            // When
            List<Future<?>> writers = new ArrayList<>();
            for (int index = 0; index < WRITERS; index++) {
                Random random = new Random(index);
                writers.add(threads.submit(() -> write(random)));
            }
            Future<?> disturbance = threads.submit(this::disturb);
            Future<List<Event>> all = threads.submit(() -> readAll(start));
            for (Future<?> one : writers) {
                one.get(9, TimeUnit.MINUTES);
            }
            written.set(true);
            disturbance.get();
            // Then
            List<Event> everything = all.get(5, TimeUnit.MINUTES);
            List<Event> seen =
                    everything.stream().filter(it -> it.tenantId().startsWith("order-")).toList();
            assertThat(rolledBack).as("rolled back").hasPositiveValue();
            assertThat(seen.stream().map(FeedOrderTest::name))
                    .hasSize(committed.size())
                    .containsExactlyInAnyOrderElementsOf(committed);
            assertThat(everything).extracting(Event::position).isSorted().doesNotHaveDuplicates();
            assertThat(everything.getLast().position() - start)
                    .as("dense")
                    .isEqualTo(everything.size());
            assertEachSubjectIsInOrder(seen);
        }
    }

    private void assertEachSubjectIsInOrder(List<Event> seen) {
        Map<String, Integer> last = new HashMap<>();
        for (Event event : seen) {
            int number = number(event);
            assertThat(number)
                    .as("%s of %s", event.id(), event.subject())
                    .isGreaterThan(last.getOrDefault(event.subject(), -1));
            last.put(event.subject(), number);
        }
        assertThat(last).hasSize(SUBJECTS);
    }

    private void write(Random random) {
        for (int round = 0; round < EVENTS / WRITERS / TOGETHER; round++) {
            String subject = "order-" + random.nextInt(SUBJECTS);
            boolean rollBack = random.nextInt(5) == 0;
            List<EventDraft> drafts = new ArrayList<>();
            Supplier<List<EventDraft>> asked =
                    () -> {
                        drafts.addAll(next(subject));
                        return drafts;
                    };
            try {
                run(() ->
                        writer.append(subject, asked, random.nextDouble() / 100, rollBack)
                                .replaceWith(true));
                drafts.forEach(draft -> committed.add(draft.subject() + " " + draft.data()));
                signal.committed();
            } catch (FeedWriter.RolledBackException wanted) {
                rolledBack.incrementAndGet();
            }
        }
    }

    private List<EventDraft> next(String subject) {
        AtomicInteger number = numbers.computeIfAbsent(subject, it -> new AtomicInteger());
        String tenant = "order-" + Math.floorMod(subject.hashCode(), TENANTS);
        return IntStream.range(0, TOGETHER)
                .mapToObj(index ->
                        writer.draft(
                                EventType.MEETING_UPDATED,
                                tenant,
                                subject,
                                "{\"n\": " + number.getAndIncrement() + "}"))
                .toList();
    }

    private void disturb() {
        while (!written.get()) {
            other.wake();
            sequencer.wake();
            sql.column(ABORT);
        }
    }

    private List<Event> readAll(long start) {
        List<Event> seen = new ArrayList<>();
        long after = start;
        long ours = 0;
        while (!written.get() || ours < committed.size()) {
            long from = after;
            FeedPage page = run(() -> reader.read(new FeedScope.AllTenants(), from, Set.of(), 200));
            seen.addAll(page.events()); // those that other tests have left to be told, too
            assertThat(page.next()).isGreaterThanOrEqualTo(from);
            assertThat(page.events()).extracting(Event::position).allMatch(it -> it > from);
            ours += page.events().stream().filter(it -> it.tenantId().startsWith("order-")).count();
            after = page.next();
        }
        return seen;
    }

    private static String name(Event event) {
        return event.subject() + " " + event.data();
    }

    private static int number(Event event) {
        return Integer.parseInt(event.data().replaceAll("\\D", ""));
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}
