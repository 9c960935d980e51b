package io.advicly.calendly.meeting.store;

import io.advicly.calendly.feed.write.Feed;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The SQL of the change log. Every method joins its caller's transaction.
///
/// The log has one row per meeting, at the place of its latest change, so it needs no retention and
/// no id is ever too old: whoever asks for what came after an id gets each meeting that has changed
/// since, once, as it is now.
///
/// Sequences hand out numbers in another order than transactions commit. A reader that has seen
/// number 8 must be sure that 7 does not turn up later. Hence the last statement of a transaction
/// takes a lock per user ([LockRows]), in one order, then the numbers, and holds it until it has
/// ended: among the changes of one user, which is all that a reader ever sees, numbers are in the
/// order of the commits. Nothing is waited for after that lock but the commit, so it cannot be part
/// of a deadlock, and it is held for no longer than the commit takes.
@ApplicationScoped
public class ChangeRepository implements PanacheRepositoryBase<ChangeRow, UUID> {

    /// What the feed tells: with the same statement, as a round trip under locks is dear.
    private static final String TOLD =
            """
            SELECT tenant_id, user_id, connection_id,
              CASE WHEN canceled AND before_canceled IS NOT TRUE THEN 'meeting.canceled'
                WHEN booked THEN 'meeting.booked' ELSE 'meeting.updated' END,
              'meeting:' || id
            FROM changed, (SELECT count(place) AS users FROM locked) locks WHERE locks.users > 0\
            """;

    private static final String RECORD =
            """
            WITH changed AS MATERIALIZED (
              SELECT m.id, m.tenant_id, m.user_id, m.connection_id, m.status = 'canceled' AS canceled,
                before.meeting_id IS NULL AS booked, before.canceled AS before_canceled
              FROM unnest(CAST(string_to_array(:meetings, ',') AS uuid[])) AS different (id)
              CROSS JOIN LATERAL (
                SELECT id, tenant_id, user_id, connection_id, status FROM meetings
                WHERE id = different.id OFFSET 0) AS m
              LEFT JOIN LATERAL (
                SELECT meeting_id, canceled FROM meeting_changes
                WHERE meeting_id = different.id OFFSET 0) AS before ON true),
            wanted AS MATERIALIZED (SELECT DISTINCT %s AS place FROM changed),
            locked AS MATERIALIZED (
              %s),
            told AS (%s)
            INSERT INTO meeting_changes (meeting_id, tenant_id, user_id, change_id, canceled)
            SELECT id, tenant_id, user_id, nextval('meeting_change_ids'), canceled
            FROM changed, (SELECT count(place) AS users FROM locked) locks WHERE locks.users > 0
            ON CONFLICT (meeting_id) DO UPDATE
            SET change_id = EXCLUDED.change_id, canceled = EXCLUDED.canceled
            RETURNING tenant_id, user_id\
            """
                    .formatted(
                            LockRows.ofUser("tenant_id", "user_id"),
                            LockRows.lock("wanted"),
                            Feed.appending(TOLD));

    /// Notes that these meetings are different now. To be the last statement of the transaction.
    ///
    /// @return whose they are
    public Uni<Set<Caller>> record(Collection<UUID> meetingIds) {
        if (meetingIds.isEmpty()) {
            return Unis.item(Set.of());
        }
        String ids = meetingIds.stream().map(UUID::toString).collect(Collectors.joining(","));
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(RECORD, Object[].class)
                                .setParameter("meetings", ids)
                                .getResultList())
                .map(rows ->
                        rows.stream()
                                .map(row -> new Caller((String) row[0], (String) row[1]))
                                .collect(Collectors.toSet()));
    }
}
