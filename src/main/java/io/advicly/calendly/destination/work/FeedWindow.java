package io.advicly.calendly.destination.work;

import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Looks into the feed in ways that its readers do not: whom it concerns, and what comes next of
/// one subject.
@ApplicationScoped
class FeedWindow {

    private static final String CONCERNED =
            "SELECT DISTINCT tenant_id, type FROM events WHERE position > $1 AND position <= $2";

    private static final String NEXT =
            """
            SELECT position, type, created_at, tenant_id, user_id, connection_id, subject, CAST(data AS text) AS data
            FROM events
            WHERE subject = $1 AND position >= $2 AND position <= $3 AND type = ANY($4)
              AND ($5::varchar IS NULL OR tenant_id = $5)
            ORDER BY position LIMIT 1\
            """;

    private final Pool pool;

    FeedWindow(Pool pool) {
        this.pool = pool;
    }

    /// A type of events of a tenant.
    record Concern(String tenantId, EventType type) {}

    /// What has come after one position, up to another one.
    Uni<List<Concern>> concerned(long after, long upTo) {
        return pool.preparedQuery(CONCERNED)
                .execute(Tuple.of(after, upTo))
                .map(rows -> {
                    List<Concern> all = new ArrayList<>();
                    rows.forEach(row -> addConcern(row, all));
                    return all;
                });
    }

    private static void addConcern(Row row, List<Concern> all) {
        EventType.find(row.getString("type"))
                .ifPresent(type -> all.add(new Concern(row.getString("tenant_id"), type)));
    }

    /// What is next for a destination of a subject.
    Uni<Optional<Event>> next(Job job, Piece piece) {
        @Nullable String tenant = job.tenantId().equals(Job.ALL) ? null : job.tenantId();
        return pool.preparedQuery(NEXT)
                .execute(
                        Tuple.newInstance(
                                io.vertx.sqlclient.Tuple.of(
                                        piece.subject(),
                                        piece.from(),
                                        piece.upTo(),
                                        WantedTypes.codes(job.types()),
                                        tenant)))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(FeedWindow::event)
                                .findFirst());
    }

    private static Event event(Row row) {
        return new Event(
                row.getLong("position"),
                EventType.find(row.getString("type")).orElseThrow(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getUUID("connection_id"),
                row.getString("subject"),
                row.getString("data"));
    }
}
