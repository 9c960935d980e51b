package io.advicly.calendly.meeting.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.feed.write.Feed;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of meetings that are stored under another spelling of their event's URI than the one
/// that things are known by. Every method joins its caller's transaction.
@ApplicationScoped
public class SpellingRepository implements PanacheRepositoryBase<MeetingRow, UUID> {

    /// All that are not surely spelled as usual, from the index alone.
    private static final String UNUSUAL =
            """
            SELECT calendly_event_uri FROM meetings
            WHERE connection_id = :connection AND calendly_event_uri !~ '^https://[a-z0-9.-]+/.*[^/]$'\
            """;

    /// With the invitees, whose URIs begin with the event's.
    private static final String RESPELL =
            """
            WITH said AS MATERIALIZED (
              SELECT DISTINCT ON (one.spelled) one.stored, one.spelled
              FROM jsonb_to_recordset(CAST(CAST(:all AS text) AS jsonb)) AS one (stored text, spelled text)
              JOIN meetings m ON m.connection_id = :connection AND m.calendly_event_uri = one.stored
              ORDER BY one.spelled, m.source_updated_at DESC, one.stored),
            respelled AS (
              UPDATE meetings m SET calendly_event_uri = said.spelled, updated_at = :now FROM said
              WHERE m.connection_id = :connection AND m.calendly_event_uri = said.stored AND NOT EXISTS (
                SELECT FROM meetings t WHERE t.connection_id = :connection AND t.calendly_event_uri = said.spelled)
              RETURNING m.id, said.stored, said.spelled),
            invited AS (
              UPDATE meeting_invitees i
              SET calendly_invitee_uri = r.spelled || substr(i.calendly_invitee_uri, length(rtrim(r.stored, '/')) + 1)
              FROM respelled r
              WHERE i.meeting_id = r.id AND starts_with(i.calendly_invitee_uri, rtrim(r.stored, '/') || '/')
                AND NOT EXISTS (SELECT FROM meeting_invitees t WHERE t.meeting_id = r.id
                  AND t.calendly_invitee_uri = r.spelled || substr(i.calendly_invitee_uri, length(rtrim(r.stored, '/')) + 1)))
            SELECT id FROM respelled\
            """;

    private static final String UNDER = "connectionId = ?1 and calendlyEventUri in ?2";

    private static final String TELL_ERASED =
            Feed.appending(
                    """
                    SELECT tenant_id, user_id, connection_id, 'meeting.erased', 'meeting:' || id
                    FROM meetings WHERE id = ANY(CAST(string_to_array(:meetings, ',') AS uuid[]))\
                    """);

    /// Event URIs of the connection's meetings that may be spelled otherwise.
    public Uni<List<String>> unusual(UUID connectionId) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(UNUSUAL, String.class)
                                .setParameter("connection", connectionId)
                                .getResultList());
    }

    /// Stores them under the one spelling, but for those that are stored under it already.
    ///
    /// @param spellings the one spelling by the stored one
    /// @return the meetings that are spelled otherwise now
    public Uni<List<UUID>> respell(UUID connectionId, Map<String, String> spellings, Instant now) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        spellings.forEach(
                (stored, spelled) -> all.addObject().put("stored", stored).put("spelled", spelled));
        return getSession().chain(session -> executeRespell(session, connectionId, all, now));
    }

    private static Uni<List<UUID>> executeRespell(
            Mutiny.Session session, UUID connectionId, ArrayNode all, Instant now) {
        return session.createNativeQuery(RESPELL, UUID.class)
                .setParameter("connection", connectionId)
                .setParameter("all", all.toString())
                .setParameter("now", now)
                .getResultList();
    }

    /// The connection's meetings under these spellings, as the database has them now.
    public Uni<List<MeetingRow>> under(UUID connectionId, Collection<String> spellings) {
        return getSession()
                .invoke(session -> session.clear())
                .chain(() -> list(UNDER, connectionId, spellings));
    }

    /// Removes these, and the feed tells it.
    public Uni<Void> remove(Collection<UUID> ids) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(TELL_ERASED)
                                .setParameter("meetings", text(ids))
                                .executeUpdate())
                .chain(() -> delete("id in ?1", ids))
                .replaceWithVoid();
    }

    private static String text(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }
}
