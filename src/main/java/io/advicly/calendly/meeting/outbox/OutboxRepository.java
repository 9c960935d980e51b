package io.advicly.calendly.meeting.outbox;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of the outbox. Every method joins its caller's transaction.
@ApplicationScoped
class OutboxRepository implements PanacheRepositoryBase<OutboxRow, UUID> {

    private static final String ADD =
            """
            INSERT INTO meeting_outbox (id, aggregatetype, aggregateid, type, payload, created_at)
            SELECT gen_random_uuid(), 'meeting', payload #>> '{meeting,id}', :type, payload, :now
            FROM jsonb_array_elements(CAST(CAST(:payloads AS text) AS jsonb)) payload\
            """;

    private static final String REMOVE_OLD =
            """
            DELETE FROM meeting_outbox WHERE id IN (
              SELECT id FROM meeting_outbox WHERE created_at <= :before
              ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED)\
            """;

    /// By the index on tenant and connection.
    private static final String REMOVE_OF =
            """
            DELETE FROM meeting_outbox
            WHERE payload ->> 'tenant_id' = (
                SELECT tenant_id FROM calendar_connections WHERE id = CAST(:connection AS uuid))
              AND payload ->> 'connection_id' = :connection AND type = 'meeting.changed'\
            """;

    /// Removes what was told of a connection's meetings.
    Uni<Integer> removeOf(UUID connectionId) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(REMOVE_OF)
                                .setParameter("connection", connectionId.toString())
                                .executeUpdate());
    }

    /// A row for each of these payloads.
    ///
    /// @param payloads a JSON array of objects with `meeting.id`
    Uni<Integer> add(String type, String payloads, Instant now) {
        return getSession().chain(session -> executeAdd(session, type, payloads, now));
    }

    private static Uni<Integer> executeAdd(
            Mutiny.Session session, String type, String payloads, Instant now) {
        return session.createNativeQuery(ADD)
                .setParameter("type", type)
                .setParameter("payloads", payloads)
                .setParameter("now", now)
                .executeUpdate();
    }

    /// Removes what this transaction has added at `now`; what others add is not visible to it.
    Uni<Long> removeOf(Instant now) {
        return delete("createdAt = ?1", now);
    }

    /// Removes up to `limit` rows that were added at `before` or earlier.
    Uni<Integer> removeOld(Instant before, int limit) {
        return getSession().chain(session -> executeRemoveOld(session, before, limit));
    }

    private static Uni<Integer> executeRemoveOld(
            Mutiny.Session session, Instant before, int limit) {
        return session.createNativeQuery(REMOVE_OLD)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .executeUpdate();
    }
}
