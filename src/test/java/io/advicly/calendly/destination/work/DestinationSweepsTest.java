package io.advicly.calendly.destination.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.feed.read.FeedNews;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is done for destinations by the clock.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class DestinationSweepsTest {

    private static final String OLD =
            """
            INSERT INTO destination_attempts (destination_id, event_position, type, at, duration_ms, delivered)
            SELECT CAST(? AS uuid), n, 'meeting.updated', now() - CAST(? AS interval), 1, true
            FROM generate_series(1, ?) AS n\
            """;

    private static final String HAPPENED =
            """
            INSERT INTO event_drafts (tenant_id, type, subject, data)
            SELECT ?, 'meeting.updated', ?, '{}' FROM generate_series(1, 3)\
            """;

    private final DestinationSweeps sweeps;
    private final Survey survey;
    private final FeedNews news;
    private final IsolatedContexts contexts;
    private final Sql sql;
    private final UUID id = UUID.randomUUID();
    private final String tenant = "sweeps-" + id;

    DestinationSweepsTest(
            DestinationSweeps sweeps,
            Survey survey,
            FeedNews news,
            IsolatedContexts contexts,
            Sql sql) {
        this.sweeps = sweeps;
        this.survey = survey;
        this.news = news;
        this.contexts = contexts;
        this.sql = sql;
    }

    @AfterEach
    void stop() {
        sql.execute("DELETE FROM destinations WHERE tenant_id = ?", tenant);
    }

    /// Paused, so that nobody is at it.
    private void addPaused(long position) {
        sql.execute(
                "INSERT INTO destinations (id, tenant_id, url, position, paused, secret, previous_secret,"
                        + " previous_until) VALUES (?, ?, 'http://127.0.0.1:9/', ?, true, NULL, NULL, now())",
                id,
                tenant,
                position);
    }

    private long position() {
        return Long.parseLong(
                sql.column("SELECT position FROM destinations WHERE id = ?", id).getFirst());
    }

    private void finish(Uni<?> work) {
        var _ = contexts.run(() -> work).await().atMost(Duration.ofSeconds(60));
    }

    @Test
    void forgetsAttemptsAfterSevenDays() {
        sql.execute(OLD, id.toString(), "169 hours", 2_500);
        sql.execute(OLD, id.toString(), "167 hours", 3);

        finish(sweeps.forget());

        assertThat(sql.column("SELECT id FROM destination_attempts WHERE destination_id = ?", id))
                .hasSize(3);
    }

    @Test
    void endsTheSecretOfBefore() {
        addPaused(0);

        finish(sweeps.forget());

        assertThat(
                        sql.column(
                                "SELECT id FROM destinations WHERE id = ? AND previous_until IS NULL",
                                id))
                .hasSize(1);
    }

    /// Else what the feed drops would seem to have been missed.
    @Test
    void movesThoseOnThatNothingHasConcerned() {
        sql.execute(HAPPENED, "somebody-else-" + id, "one");
        addPaused(0);
        await().untilAsserted(() -> assertThat(news.position()).isGreaterThanOrEqualTo(3));
        long upTo = news.position();

        finish(survey.moveOn(upTo, upTo));

        assertThat(position()).isEqualTo(upTo);
    }

    @Test
    void movesNoneOnThatHasSomethingToGet() {
        addPaused(0);
        sql.execute(HAPPENED, tenant, "one");
        await().untilAsserted(() ->
                assertThat(sql.column("SELECT position FROM events WHERE tenant_id = ?", tenant))
                        .hasSize(3));
        await().untilAsserted(() -> assertThat(news.position()).isPositive());
        long last =
                sql.column("SELECT max(position) FROM events WHERE tenant_id = ?", tenant).stream()
                        .mapToLong(Long::parseLong)
                        .sum();

        finish(survey.moveOn(last, last));

        assertThat(position()).isZero();
    }
}
