package io.advicly.calendly.feed.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.advicly.calendly.feed.CursorExpiredException;
import io.advicly.calendly.feed.CursorUnknownException;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.FeedPage;
import io.advicly.calendly.feed.FeedScope;
import io.advicly.calendly.feed.sequence.EventPartitions;
import io.advicly.calendly.feed.write.FeedSignal;
import io.advicly.calendly.feed.write.FeedWriter;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Sql;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What readers get, and until when.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class FeedReaderTest {

    private static final FeedScope ALL = new FeedScope.AllTenants();

    private final FeedWriter writer;
    private final FeedReader reader;
    private final FeedSignal signal;
    private final TenantNews news;
    private final EventPartitions partitions;
    private final Sql sql;

    FeedReaderTest(
            FeedWriter writer,
            FeedReader reader,
            FeedSignal signal,
            TenantNews news,
            EventPartitions partitions,
            Sql sql) {
        this.writer = writer;
        this.reader = reader;
        this.signal = signal;
        this.news = news;
        this.partitions = partitions;
        this.sql = sql;
    }

    @Test
    void aTenantSeesItsOwnEventsAndNoOthers() {
        long start = latest();
        tell("read-a", EventType.MEETING_BOOKED, "a1");
        tell("read-b", EventType.MEETING_BOOKED, "b1");
        tell("read-a", EventType.MEETING_UPDATED, "a1");

        FeedPage page = read(new FeedScope.OneTenant("read-a"), start, Set.of(), 10);

        assertThat(page.events()).extracting(Event::subject).containsExactly("a1", "a1");
        assertThat(page.events()).extracting(Event::tenantId).containsOnly("read-a");
        assertThat(page.atEnd()).isTrue();
        assertThat(page.next()).isGreaterThanOrEqualTo(page.events().getLast().position());
        assertThat(read(new FeedScope.OneTenant("read-c"), start, Set.of(), 10).events()).isEmpty();
    }

    /// Else whoever waits for what seldom happens would read all the rest again and again.
    @Test
    void aCursorMovesOnPastWhatIsNotWanted() {
        long start = latest();
        IntStream.range(0, 7)
                .forEach(index -> tell("read-past", EventType.MEETING_UPDATED, "p" + index));

        FeedPage page =
                read(
                        new FeedScope.OneTenant("read-past"),
                        start,
                        Set.of(EventType.MEETING_ERASED),
                        2);

        assertThat(page.events()).isEmpty();
        assertThat(page.atEnd()).isTrue();
        assertThat(page.next()).isGreaterThanOrEqualTo(start + 7);
    }

    @Test
    void pagesFollowEachOtherWithoutAGap() {
        long start = latest();
        IntStream.range(0, 7)
                .forEach(index ->
                        tell(
                                "read-pages",
                                index % 2 == 0
                                        ? EventType.MEETING_BOOKED
                                        : EventType.SYNC_COMPLETED,
                                "s" + index));

        assertThat(subjects(start, Set.of(), 3))
                .containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6");
        assertThat(subjects(start, Set.of(EventType.MEETING_BOOKED), 3))
                .containsExactly("s0", "s2", "s4", "s6");
    }

    private List<String> subjects(long start, Set<EventType> types, int limit) {
        List<String> subjects = new ArrayList<>();
        FeedPage page;
        long after = start;
        do {
            page = read(new FeedScope.OneTenant("read-pages"), after, types, limit);
            assertThat(page.events().size()).isLessThanOrEqualTo(limit);
            page.events().forEach(event -> subjects.add(event.subject()));
            after = page.next();
        } while (!page.atEnd());
        return subjects;
    }

    @Test
    void whoeverResumesFromATimeGetsWhatCameSince() {
        tell("read-time", EventType.MEETING_BOOKED, "before");
        Instant between =
                Instant.parse(
                        sql.column(
                                        "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                                .getFirst());
        tell("read-time", EventType.MEETING_BOOKED, "after");

        long at = run(() -> reader.at(between));

        assertThat(read(new FeedScope.OneTenant("read-time"), at, Set.of(), 10).events())
                .extracting(Event::subject)
                .containsExactly("after");
    }

    @Test
    void wholeDaysAreDroppedAndCursorsIntoThemAreRefused() {
        // Given
        tell("read-old", EventType.MEETING_BOOKED, "kept");
        long last = latest();
        assertThat(sql.column("SELECT events_make_partition(current_date - 40)"))
                .containsExactly("t");
        sql.execute(
                "INSERT INTO events SELECT ?, tenant_id, user_id, connection_id, type, 'old', created_at,"
                        + " (current_date - 40)::timestamptz + interval '12 hours', data FROM events WHERE subject = 'kept'",
                last);
        sql.execute("DROP TABLE IF EXISTS events_" + day(7));
        // When
        run(() -> partitions.run().replaceWith(true));
        // Then
        assertThat(sql.column("SELECT to_regclass('events_" + day(-40) + "')"))
                .containsExactly((String) null);
        assertThat(sql.column("SELECT to_regclass('events_" + day(7) + "')"))
                .containsExactly("events_" + day(7));
        assertThat(run(reader::oldest)).isEqualTo(last + 1);
        assertThatThrownBy(() -> read(ALL, last - 1, Set.of(), 10))
                .isInstanceOfSatisfying(
                        CursorExpiredException.class,
                        expired -> assertThat(expired.oldest()).isEqualTo(last + 1));
        assertThat(read(ALL, last, Set.of(), 10).next()).isGreaterThanOrEqualTo(last);
    }

    @Test
    void aCursorThatWasNeverHandedOutIsRefused() {
        long never = latest() + 1_000_000;

        assertThatThrownBy(() -> read(ALL, never, Set.of(), 10))
                .isInstanceOf(CursorUnknownException.class);
    }

    @Test
    void whoeverWaitsIsWokenByItsOwnTenantsEventsAlone() throws Exception {
        long start = latest();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Boolean> other = threads.submit(() -> waitFor("wait-other", start, 3));
            Future<Boolean> mine = threads.submit(() -> waitFor("wait-mine", start, 60));
            tell("wait-mine", EventType.MEETING_BOOKED, "w");

            assertThat(mine.get()).as("woken").isTrue();
            assertThat(other.get()).as("woken for nothing").isFalse();
        }
    }

    private boolean waitFor(String tenant, long position, int seconds) {
        return run(() ->
                news.after(new FeedScope.OneTenant(tenant), position, Duration.ofSeconds(seconds)));
    }

    private String day(int from) {
        return sql.column(
                        "SELECT to_char(now() AT TIME ZONE 'UTC' + ? * interval '1 day', 'YYYYMMDD')",
                        from)
                .getFirst();
    }

    private void tell(String tenant, EventType type, String subject) {
        long before = latest();
        run(() ->
                writer.append(writer.draft(type, tenant, subject, "{\"id\": \"x\"}"))
                        .replaceWith(true));
        signal.committed();
        await().until(() ->
                !read(new FeedScope.OneTenant(tenant), before, Set.of(), 200).events().isEmpty());
    }

    private long latest() {
        return run(reader::latest);
    }

    private FeedPage read(FeedScope scope, long after, Set<EventType> types, int limit) {
        return run(() -> reader.read(scope, after, types, limit));
    }

    @CanIgnoreReturnValue
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
