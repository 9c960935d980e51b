package io.advicly.calendly.meeting.lookup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.meeting.fact.WrittenChange;
import io.advicly.calendly.platform.claims.Replica;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of late links. Every method joins its caller's transaction.
@ApplicationScoped
public class LookupRepository implements PanacheRepositoryBase<LookupRow, LookupRow.Key> {

    private static final String REQUEST =
            """
            INSERT INTO meeting_lookups (calendly_event_uri, organization_uri, due_at)
            SELECT DISTINCT event, organization, now() + CAST(:delay AS bigint) * interval '1 millisecond'
            FROM jsonb_to_recordset(CAST(CAST(:late AS text) AS jsonb))
              AS late (event text, organization text)
            ON CONFLICT DO NOTHING\
            """;

    /// Moving the due date is the lease.
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
              SELECT calendly_event_uri, organization_uri FROM meeting_lookups
              WHERE due_at <= now() ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
            UPDATE meeting_lookups l SET due_at = now() + CAST(:lease AS bigint) * interval '1 second', attempts = l.attempts + 1,
              claimed_by = CAST(:replica AS bigint), claimed_in = :process
            FROM due WHERE l.calendly_event_uri = due.calendly_event_uri
              AND l.organization_uri = due.organization_uri
            RETURNING l.calendly_event_uri, l.organization_uri, l.attempts\
            """;

    static final String FREE =
            "UPDATE meeting_lookups SET due_at = now(), claimed_by = NULL, claimed_in = NULL WHERE claimed_by = $1";

    private static final String TAKE_BACK =
            """
            UPDATE meeting_lookups SET due_at = now(), claimed_by = NULL, claimed_in = NULL
            WHERE claimed_in = :process
              AND due_at <= now() + CAST(:lease AS bigint) * interval '1 second' - %s\
            """
                    .formatted(Replica.LOST_AFTER);

    private static final String FORGET =
            """
            DELETE FROM meeting_lookups l USING meetings m
            WHERE m.connection_id = :connection AND m.calendly_event_uri = l.calendly_event_uri
              AND NOT EXISTS (
                SELECT FROM meetings other WHERE other.calendly_event_uri = l.calendly_event_uri
                  AND other.connection_id <> :connection)\
            """;

    private final Replica replica;

    LookupRepository(Replica replica) {
        this.replica = replica;
    }

    /// Those of events that only this connection sees.
    public Uni<Integer> forget(UUID connectionId) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(FORGET)
                                .setParameter("connection", connectionId)
                                .executeUpdate());
    }

    Uni<Integer> request(List<WrittenChange> late, Duration delay) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        late.forEach(written ->
                events.addObject()
                        .put("event", written.eventUri())
                        .put("organization", written.organizationUri()));
        return getSession().chain(session -> executeRequest(session, events, delay));
    }

    private static Uni<Integer> executeRequest(
            Mutiny.Session session, ArrayNode events, Duration delay) {
        return session.createNativeQuery(REQUEST)
                .setParameter("late", events.toString())
                .setParameter("delay", delay.toMillis())
                .executeUpdate();
    }

    /// Event, organization, attempts.
    Uni<List<Object[]>> claim(int limit, Duration lease) {
        return getSession().chain(session -> selectClaimed(session, limit, lease));
    }

    private Uni<List<Object[]>> selectClaimed(Mutiny.Session session, int limit, Duration lease) {
        return session.createNativeQuery(CLAIM, Object[].class)
                .setParameter("limit", limit)
                .setParameter("lease", lease.toSeconds())
                .setParameter("replica", replica.claimant())
                .setParameter("process", replica.number())
                .getResultList();
    }

    /// Has due again what this process has claimed. To be called while it holds nothing: then it
    /// has lost that with an answer of the database.
    ///
    /// @param lease how long a claim lasts
    Uni<Integer> takeBack(Duration lease) {
        return getSession().chain(session -> executeTakeBack(session, lease));
    }

    private Uni<Integer> executeTakeBack(Mutiny.Session session, Duration lease) {
        return session.createNativeQuery(TAKE_BACK)
                .setParameter("process", replica.number())
                .setParameter("lease", lease.toSeconds())
                .executeUpdate();
    }
}
