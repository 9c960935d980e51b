package io.advicly.calendly.meeting.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.advicly.calendly.feed.write.Feed;
import io.advicly.calendly.meeting.detail.DetailAge;
import io.advicly.calendly.meeting.fact.Status;
import io.advicly.calendly.meeting.fact.StoredMeeting;
import io.advicly.calendly.meeting.fact.WrittenChange;
import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.search.MeetingSearch;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.BackendCaller;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of meetings. Every method joins its caller's transaction.
@ApplicationScoped
public class MeetingRepository implements PanacheRepositoryBase<MeetingRow, UUID> {

    private static final String TELL_ERASED =
            Feed.appending(
                    """
                    SELECT tenant_id, user_id, connection_id, 'meeting.erased', 'meeting:' || id
                    FROM meetings WHERE connection_id = :connection\
                    """);

    /// Which lock keeps erasures and projections apart.
    public static final String ERASURE = "hashtextextended('erasure', 2)";

    /// What is read after it stays true until what is decided from it is written. The gate comes
    /// first, and nobody who waits for it holds anything. No row says that a row to lock is
    /// missing.
    private static final String LOCK =
            """
            WITH gate AS MATERIALIZED (
              SELECT CAST(pg_advisory_xact_lock_shared(%s) AS text) AS open),
            wanted AS MATERIALIZED (
              SELECT DISTINCT %s AS place
              FROM unnest(string_to_array(:keys, chr(10))) AS key,
                (SELECT count(open) AS gates FROM gate) AS passed
              WHERE passed.gates > 0),
            locked AS MATERIALIZED (
              %s)
            SELECT CAST(calendly_erasure_key() AS text)
            FROM (SELECT count(*) AS places FROM locked) AS done
            WHERE done.places = (SELECT count(*) FROM wanted)\
            """
                    .formatted(ERASURE, LockRows.ofEvent("key"), LockRows.lock("wanted"));

    private static final String OF_EVENT_WITH_STATUS =
            "connectionId = ?1 and calendlyEventUri = ?2 and status = ?3";

    private static final String STILL_TO_BE_PURGED =
            """
            SELECT id FROM calendar_connections
            WHERE id = :connection AND purge_requested_at = :requested FOR SHARE\
            """;

    /// As the row's class reads them.
    public static final String COLUMNS =
            """
            m.id, m.connection_id, m.tenant_id, m.user_id, m.calendly_event_uri, m.name, m.status, m.status_raw,
            m.start_time, m.end_time, CAST(m.location AS text) AS location, CAST(m.hosts AS text) AS hosts,
            CAST(m.details AS text) AS details, CAST(m.details_said AS text) AS details_said,
            m.source_updated_at, m.fetched, m.told_at, m.status_at, m.created_at, m.updated_at\
            """;

    /// A look into the index for each event: a plan made while the table was small, and kept, must
    /// not read all of it when it has grown.
    private static final String OF_EVENTS =
            """
            SELECT %s
            FROM jsonb_array_elements_text(CAST(CAST(:events AS text) AS jsonb)) AS said (uri)
            CROSS JOIN LATERAL (
              SELECT * FROM meetings WHERE calendly_event_uri = said.uri OFFSET 0) AS m\
            """
                    .formatted(COLUMNS);

    /// All rows of all changes in one statement. Silent ones have nothing to show: their meetings
    /// have changed when they had. The guards are the second line of defence: what is written here
    /// was merged under the lock. Nothing for a user who wants nothing to stay, as the row says by
    /// now: what was read before the lock may be old.
    private static final String UPSERT =
            """
            WITH said AS MATERIALIZED (
              SELECT * FROM jsonb_to_recordset(CAST(CAST(:changes AS text) AS jsonb)) AS change (
                event text, id uuid, connection_id uuid, tenant_id text, user_id text, name text, status text, status_raw text,
                start_time timestamptz, end_time timestamptz, location text, hosts text,
                source_updated_at timestamptz, fetched boolean, told_at timestamptz, status_at timestamptz,
                event_type text, details text, details_said text, silent boolean, invitees jsonb)
              WHERE EXISTS (SELECT FROM calendar_connections c
                            WHERE c.id = change.connection_id AND c.purge_requested_at IS NULL)),
            stored AS (
              INSERT INTO meetings
                (id, connection_id, tenant_id, user_id, calendly_event_uri, name, status, status_raw, start_time,
                 end_time, location, hosts, event_type, details, details_said,
                 source_updated_at, fetched, told_at, status_at, created_at, updated_at)
              SELECT id, connection_id, tenant_id, user_id, event, name, status, status_raw, start_time, end_time,
                     CAST(location AS jsonb), CAST(hosts AS jsonb), event_type, CAST(details AS jsonb),
                     CAST(details_said AS jsonb), source_updated_at, fetched, told_at, status_at,
                     :now, coalesce((SELECT m.updated_at FROM meetings m WHERE m.id = said.id AND said.silent), :now)
              FROM said
              ON CONFLICT (connection_id, calendly_event_uri) DO UPDATE
              SET name = EXCLUDED.name, status = EXCLUDED.status, status_raw = EXCLUDED.status_raw, start_time = EXCLUDED.start_time,
                  end_time = EXCLUDED.end_time, location = EXCLUDED.location, hosts = EXCLUDED.hosts,
                  event_type = EXCLUDED.event_type, details = EXCLUDED.details, details_said = EXCLUDED.details_said,
                  source_updated_at = EXCLUDED.source_updated_at, fetched = EXCLUDED.fetched,
                  told_at = EXCLUDED.told_at, status_at = EXCLUDED.status_at, updated_at = EXCLUDED.updated_at
              WHERE %s <= %s)
            INSERT INTO meeting_invitees
              (meeting_id, calendly_invitee_uri, email, name, timezone, status, status_raw, rescheduled,
               old_invitee, new_invitee, no_show, cancellation, questions_and_answers, tracking,
               created_at, source_updated_at, fetched, told_at, no_show_at, no_show_since, details, details_said)
            SELECT said.id, i.uri, i.email, i.name, i.timezone, i.status, i.status_raw, i.rescheduled,
                   i.old_invitee, i.new_invitee, i.no_show, CAST(i.cancellation AS jsonb),
                   CAST(i.questions AS jsonb), CAST(i.tracking AS jsonb), i.created_at,
                   i.source_updated_at, i.fetched, i.told_at, i.no_show_at, i.no_show_since,
                   CAST(i.details AS jsonb), CAST(i.details_said AS jsonb)
            FROM said, jsonb_to_recordset(said.invitees) AS i (
              uri text, email text, name text, timezone text, status text, status_raw text, rescheduled boolean,
              old_invitee text, new_invitee text, no_show boolean, cancellation text, questions text,
              tracking text, created_at timestamptz, source_updated_at timestamptz, fetched boolean,
              told_at timestamptz, no_show_at timestamptz, no_show_since timestamptz, details text, details_said text)
            ON CONFLICT (meeting_id, calendly_invitee_uri) DO UPDATE
            SET email = EXCLUDED.email, name = EXCLUDED.name, timezone = EXCLUDED.timezone,
                status = EXCLUDED.status, status_raw = EXCLUDED.status_raw, rescheduled = EXCLUDED.rescheduled,
                old_invitee = EXCLUDED.old_invitee, new_invitee = EXCLUDED.new_invitee,
                no_show = EXCLUDED.no_show, cancellation = EXCLUDED.cancellation,
                questions_and_answers = EXCLUDED.questions_and_answers,
                tracking = EXCLUDED.tracking, created_at = EXCLUDED.created_at,
                source_updated_at = EXCLUDED.source_updated_at, fetched = EXCLUDED.fetched,
                told_at = EXCLUDED.told_at, no_show_at = EXCLUDED.no_show_at,
                no_show_since = EXCLUDED.no_show_since, details = EXCLUDED.details, details_said = EXCLUDED.details_said
            WHERE %s <= %s\
            """
                    .formatted(
                            knownAt("meetings"),
                            knownAt("EXCLUDED"),
                            knownAt("meeting_invitees"),
                            knownAt("EXCLUDED"));

    /// As [DetailAge] has it.
    private static String knownAt(String row) {
        return "greatest(%1$s.source_updated_at, CASE WHEN %1$s.fetched THEN %1$s.told_at - interval '%2$d seconds' END)"
                .formatted(row, DetailAge.LAG.toSeconds());
    }

    /// Whether the purge of a connection that was asked for then is still wanted. If so, it is
    /// until the transaction ends: a new consent, which takes it back, waits.
    public Uni<Boolean> stillToBePurged(UUID connectionId, Instant requestedAt) {
        return getSession()
                .chain(session -> selectToBePurged(session, connectionId, requestedAt))
                .map(Objects::nonNull);
    }

    private static Uni<UUID> selectToBePurged(
            Mutiny.Session session, UUID connectionId, Instant requestedAt) {
        return session.createNativeQuery(STILL_TO_BE_PURGED, UUID.class)
                .setParameter("connection", connectionId)
                .setParameter("requested", requestedAt)
                .getSingleResultOrNull();
    }

    /// Waits until nobody else is changing these events.
    ///
    /// @return the key that erased addresses are hashed with; empty when nothing was ever erased
    public Uni<Optional<UUID>> lock(Collection<String> eventUris) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(LOCK, String.class)
                                .setParameter("keys", String.join("\n", eventUris))
                                .getResultList())
                .map(rows -> Optional.ofNullable(rows.getFirst()).map(UUID::fromString));
    }

    /// The events as every connection sees them that is known to have seen them, by event. As the
    /// database has them now: statements change rows behind the session's back, and what was read
    /// before the lock may be old.
    public Uni<Map<String, List<StoredMeeting>>> ofEvents(Collection<String> eventUris) {
        return getSession()
                .invoke(session -> session.clear())
                .flatMap(session ->
                        session.createNativeQuery(OF_EVENTS, MeetingRow.class)
                                .setParameter("events", JsonTextArray.json(eventUris))
                                .getResultList())
                .map(MeetingRepository::byEvent);
    }

    private static Map<String, List<StoredMeeting>> byEvent(List<MeetingRow> rows) {
        return rows.stream()
                .collect(
                        groupingBy(
                                row -> row.calendlyEventUri,
                                mapping(MeetingRow::toStored, toList())));
    }

    /// Writes changes, and their invitees.
    public Uni<Integer> upsert(List<WrittenChange> changes, Instant now) {
        return changes.isEmpty()
                ? Unis.item(0)
                : getSession().flatMap(session -> executeUpsert(session, changes, now));
    }

    private static Uni<Integer> executeUpsert(
            Mutiny.Session session, List<WrittenChange> changes, Instant now) {
        return session.createNativeQuery(UPSERT)
                .setParameter("changes", ChangeJson.of(changes))
                .setParameter("now", now)
                .executeUpdate();
    }

    /// Rows as the database has them now: statements have changed them behind the session's back.
    public Uni<List<MeetingRow>> fresh(Collection<UUID> ids) {
        return getSession().invoke(session -> session.clear()).chain(() -> list("id in ?1", ids));
    }

    /// The connection's meeting of this event, as the database has it now.
    public Uni<List<MeetingRow>> activeOfEvent(UUID connectionId, String eventUri) {
        return getSession()
                .invoke(session -> session.clear())
                .chain(() -> list(OF_EVENT_WITH_STATUS, connectionId, eventUri, Status.ACTIVE));
    }

    /// The feed tells that all of the connection's meetings are gone.
    public Uni<Integer> tellErased(UUID connectionId) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(TELL_ERASED)
                                .setParameter("connection", connectionId)
                                .executeUpdate());
    }

    public Uni<List<MeetingRow>> ofConnection(UUID connectionId) {
        return list("connectionId", connectionId);
    }

    /// One meeting of the caller; null when there is none, or it is somebody else's.
    public Uni<MeetingRow> ofCaller(Caller caller, UUID id) {
        return find(
                        "id = ?1 and tenantId = ?2 and userId = ?3",
                        id,
                        caller.tenantId(),
                        caller.userId())
                .firstResult();
    }

    /// One meeting of the backend's tenants; null when there is none, or it is another's.
    public Uni<MeetingRow> ofBackend(BackendCaller backend, UUID id) {
        return (backend.tenantId() == null
                        ? find("id", id)
                        : find("id = ?1 and tenantId = ?2", id, backend.tenantId()))
                .firstResult();
    }

    /// Meetings of the backend's tenants by start time, at most `limit`.
    public Uni<List<MeetingRow>> page(
            BackendCaller backend, @Nullable String user, MeetingQuery query, int limit) {
        return list(MeetingSearch.of(COLUMNS, backend, user, query, limit));
    }

    /// The caller's meetings by start time, at most `limit`.
    public Uni<List<MeetingRow>> page(Caller caller, MeetingQuery query, int limit) {
        return list(MeetingSearch.of(COLUMNS, caller, query, limit));
    }

    private Uni<List<MeetingRow>> list(MeetingSearch search) {
        return getSession()
                .chain(session -> {
                    var wanted = session.createNativeQuery(search.sql(), MeetingRow.class);
                    search.parameters().forEach(wanted::setParameter);
                    return wanted.getResultList();
                });
    }
}
