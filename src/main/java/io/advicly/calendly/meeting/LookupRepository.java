package io.advicly.calendly.meeting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The SQL of late links. Every method joins its caller's transaction.
@ApplicationScoped
class LookupRepository implements PanacheRepositoryBase<LookupRow, LookupRow.Key> {

    private static final String REQUEST =
            """
            INSERT INTO meeting_lookups (calendly_event_uri, organization_uri, due_at)
            SELECT DISTINCT event, organization, CAST(:due AS timestamptz)
            FROM jsonb_to_recordset(CAST(CAST(:late AS text) AS jsonb))
              AS late (event text, organization text)
            ON CONFLICT DO NOTHING\
            """;

    /// Moving the due date is the lease. With the connections that see the event: any of their
    /// grants will do.
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
              SELECT calendly_event_uri, organization_uri FROM meeting_lookups
              WHERE due_at <= :now ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
            UPDATE meeting_lookups l SET due_at = :until, attempts = l.attempts + 1
            FROM due WHERE l.calendly_event_uri = due.calendly_event_uri
              AND l.organization_uri = due.organization_uri
            RETURNING l.calendly_event_uri, l.organization_uri, l.attempts,
              (SELECT string_agg(CAST(m.connection_id AS text), ',') FROM meetings m
               WHERE m.calendly_event_uri = l.calendly_event_uri)\
            """;

    private static final String FORGET =
            """
            DELETE FROM meeting_lookups l USING meetings m
            WHERE m.connection_id = :connection AND m.calendly_event_uri = l.calendly_event_uri
              AND NOT EXISTS (
                SELECT FROM meetings other WHERE other.calendly_event_uri = l.calendly_event_uri
                  AND other.connection_id <> :connection)\
            """;

    /// Those of events that only this connection sees.
    Uni<Integer> forget(UUID connectionId) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(FORGET)
                                .setParameter("connection", connectionId)
                                .executeUpdate());
    }

    Uni<Integer> request(List<WrittenChange> late, Instant due) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        late.forEach(written ->
                events.addObject()
                        .put("event", written.eventUri())
                        .put("organization", written.organizationUri()));
        return getSession()
                .chain(session ->
                        session.createNativeQuery(REQUEST)
                                .setParameter("late", events.toString())
                                .setParameter("due", due)
                                .executeUpdate());
    }

    /// Event, organization, attempts, and ids of connections separated by commas or null.
    Uni<List<Object[]>> claim(int limit, Instant now, Instant until) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(CLAIM, Object[].class)
                                .setParameter("limit", limit)
                                .setParameter("now", now)
                                .setParameter("until", until)
                                .getResultList());
    }
}
