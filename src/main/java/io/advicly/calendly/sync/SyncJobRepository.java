package io.advicly.calendly.sync;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of sync jobs. Every method joins its caller's transaction.
@ApplicationScoped
class SyncJobRepository implements PanacheRepositoryBase<SyncJobRow, UUID> {

    /// One pending job per connection: a second request finds the first.
    private static final String REQUEST =
            """
            INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, created_at)
            VALUES (:id, :connection, :kind, 'pending', :from, :to, :now, :now)
            ON CONFLICT (connection_id) WHERE state = 'pending' DO UPDATE SET connection_id = EXCLUDED.connection_id
            RETURNING id\
            """;

    private static final String CLAIM =
            """
            UPDATE sync_jobs SET due_at = :until, attempts = attempts + 1, claim = :claim
            WHERE id = (SELECT id FROM sync_jobs WHERE state = 'pending' AND due_at <= :now
                        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id\
            """;

    private static final String COUNT_MEETINGS =
            "SELECT count(*) FROM meetings WHERE connection_id = :connection";

    Uni<UUID> request(UUID id, UUID connectionId, SyncKind kind, SyncWindow window) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(REQUEST, UUID.class)
                                .setParameter("id", id)
                                .setParameter("connection", connectionId)
                                .setParameter("kind", kind.code())
                                .setParameter("from", window.from())
                                .setParameter("to", window.to())
                                .setParameter("now", window.now())
                                .getSingleResult());
    }

    /// The job that is due longest, taken until `until`: whoever has had a turn is behind those who
    /// wait.
    Uni<@Nullable UUID> claim(UUID claim, Instant now, Instant until) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(CLAIM, UUID.class)
                                .setParameter("now", now)
                                .setParameter("until", until)
                                .setParameter("claim", claim)
                                .getSingleResultOrNull());
    }

    Uni<Optional<SyncJobRow>> latest(UUID connectionId) {
        return find("connectionId = ?1 order by createdAt desc", connectionId)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// How many events the last complete sync has read.
    Uni<Optional<Integer>> eventsOfLastDone(UUID connectionId) {
        return find(
                        "connectionId = ?1 and state = ?2 order by createdAt desc",
                        connectionId,
                        SyncJobRow.DONE)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(done -> done.meetings));
    }

    Uni<Long> meetings(UUID connectionId) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(COUNT_MEETINGS, Long.class)
                                .setParameter("connection", connectionId)
                                .getSingleResult());
    }
}
