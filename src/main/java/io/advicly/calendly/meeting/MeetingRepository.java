package io.advicly.calendly.meeting;

import io.advicly.calendly.security.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// The SQL of meetings. Every method joins its caller's transaction.
@ApplicationScoped
class MeetingRepository implements PanacheRepositoryBase<MeetingRow, UUID> {

    /// Held to the end of the transaction, by all replicas: what is read after it stays true until
    /// what is decided from it is written.
    private static final String LOCK =
            """
            SELECT CAST(pg_advisory_xact_lock(hashtextextended(key, 0)) AS text)
            FROM (SELECT unnest(string_to_array(:keys, chr(10))) AS key ORDER BY 1) keys\
            """;

    /// The guard is the second line of defence: what is written here was merged under the lock.
    private static final String UPSERT =
            """
            INSERT INTO meetings
              (id, connection_id, tenant_id, user_id, calendly_event_uri, name, status, start_time,
               end_time, location, hosts, source_updated_at, created_at, updated_at)
            VALUES
              (:id, :connection, :tenant, :user, :event, :name, :status, :start, :end,
               CAST(CAST(:location AS text) AS jsonb), CAST(CAST(:hosts AS text) AS jsonb),
               :source, :now, :now)
            ON CONFLICT (connection_id, calendly_event_uri) DO UPDATE
            SET name = EXCLUDED.name, status = EXCLUDED.status, start_time = EXCLUDED.start_time,
                end_time = EXCLUDED.end_time, location = EXCLUDED.location, hosts = EXCLUDED.hosts,
                source_updated_at = EXCLUDED.source_updated_at, updated_at = EXCLUDED.updated_at
            WHERE meetings.source_updated_at <= EXCLUDED.source_updated_at\
            """;

    /// Waits until nobody else is changing these events.
    Uni<Void> lock(Collection<String> eventUris) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(LOCK, String.class)
                                .setParameter("keys", String.join("\n", eventUris))
                                .getResultList())
                .replaceWithVoid();
    }

    Uni<List<StoredMeeting>> ofEvent(String eventUri, Collection<UUID> connectionIds) {
        return list(
                        "calendlyEventUri = :event and connectionId in :connections",
                        Parameters.with("event", eventUri).and("connections", connectionIds))
                .map(rows -> rows.stream().map(MeetingRow::toStored).toList());
    }

    Uni<Integer> upsert(String eventUri, MeetingChange change, Instant now) {
        MeetingFacts facts = change.facts();
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(UPSERT)
                                .setParameter("id", change.id())
                                .setParameter("connection", change.host().connectionId())
                                .setParameter("tenant", change.host().tenantId())
                                .setParameter("user", change.host().userId())
                                .setParameter("event", eventUri)
                                .setParameter("name", facts.name())
                                .setParameter("status", Status.of(facts.active()))
                                .setParameter("start", facts.startTime())
                                .setParameter("end", facts.endTime())
                                .setParameter("location", facts.location())
                                .setParameter("hosts", facts.hosts())
                                .setParameter("source", facts.updatedAt())
                                .setParameter("now", now)
                                .executeUpdate());
    }

    /// One meeting of the caller; null when there is none, or it is somebody else's.
    Uni<MeetingRow> ofCaller(Caller caller, UUID id) {
        return find(
                        "id = ?1 and tenantId = ?2 and userId = ?3",
                        id,
                        caller.tenantId(),
                        caller.userId())
                .firstResult();
    }

    Uni<List<MeetingRow>> ofCaller(Caller caller, Collection<UUID> ids) {
        return list(
                "id in ?1 and tenantId = ?2 and userId = ?3",
                ids,
                caller.tenantId(),
                caller.userId());
    }

    /// The caller's meetings by start time, at most `limit`.
    Uni<List<MeetingRow>> page(Caller caller, MeetingQuery query, int limit) {
        StringBuilder where = new StringBuilder("tenantId = :tenant and userId = :user");
        Parameters parameters =
                Parameters.with("tenant", caller.tenantId()).and("user", caller.userId());
        query.status()
                .ifPresent(status -> {
                    where.append(" and status = :status");
                    parameters.and("status", status);
                });
        query.from()
                .ifPresent(from -> {
                    where.append(" and startTime >= :from");
                    parameters.and("from", from);
                });
        query.to()
                .ifPresent(to -> {
                    where.append(" and startTime < :to");
                    parameters.and("to", to);
                });
        query.after()
                .ifPresent(after -> {
                    where.append(" and startTime >= :start and (startTime > :start or id > :id)");
                    parameters.and("start", after.time()).and("id", after.id());
                });
        return find(where + " order by startTime, id", parameters).range(0, limit - 1).list();
    }
}
