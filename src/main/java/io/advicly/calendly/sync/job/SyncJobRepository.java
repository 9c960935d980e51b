package io.advicly.calendly.sync.job;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.advicly.calendly.platform.claims.Replica;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of sync jobs. Every method joins its caller's transaction.
@ApplicationScoped
class SyncJobRepository implements PanacheRepositoryBase<SyncJobRow, UUID> {

    /// One pending job per connection: a second request finds the first. A nightly one, which may
    /// wait for hours for its next attempt, waits no longer then, and that attempt is none of its
    /// own.
    private static final String REQUEST =
            """
            INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at, created_at)
            VALUES (:id, :connection, :kind, 'pending', :from, :to, now(), now(), now())
            ON CONFLICT (connection_id) WHERE state = 'pending' DO UPDATE
            SET due_at = CASE WHEN %1$s THEN EXCLUDED.due_at ELSE sync_jobs.due_at END,
                attempts = CASE WHEN %1$s THEN greatest(sync_jobs.attempts - 1, 0) ELSE sync_jobs.attempts END
            RETURNING id\
            """
                    .formatted(
                            "sync_jobs.kind = 'nightly' AND sync_jobs.due_at > EXCLUDED.due_at"
                                    + " AND sync_jobs.claimed_in IS NULL AND sync_jobs.claimed_by IS NULL");

    /// The pending one starts over, and whoever works on it has lost it: in the pages that it has
    /// read something may have been booked since.
    private static final String REQUEST_ANEW =
            """
            INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at, created_at)
            VALUES (:id, :connection, :kind, 'pending', :from, :to, now(), now(), now())
            ON CONFLICT (connection_id) WHERE state = 'pending' DO UPDATE
            SET kind = EXCLUDED.kind, %s
            RETURNING id\
            """
                    .formatted(SyncJobs.FROM_THE_START);

    private static final String CLAIM =
            """
            UPDATE sync_jobs SET due_at = now() + CAST(:lease AS bigint) * interval '1 second', attempts = attempts + 1, claim = :claim,
              claimed_by = CAST(:replica AS bigint), claimed_in = :process
            WHERE id = (SELECT id FROM sync_jobs WHERE state = 'pending' AND due_at <= now()
                        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id\
            """;

    /// One whose turn has just ended may be looked upon as held no more a moment too early.
    private static final String TAKE_BACK =
            """
            UPDATE sync_jobs SET due_at = now(), claimed_by = NULL, claimed_in = NULL
            WHERE claimed_in = :process AND state = 'pending' AND claim <> ALL(CAST(CAST(:held AS text) AS uuid[]))
              AND due_at <= now() + CAST(:lease AS bigint) * interval '1 second' - %s\
            """
                    .formatted(Replica.LOST_AFTER);

    /// Looks into indexes for each connection.
    private static final String REACHED =
            """
            SELECT c.id, (SELECT count(*) FROM meetings m WHERE m.connection_id = c.id) AS meetings,
              latest.state, latest.pages, latest.meetings AS events, latest.unreadable, done.meetings AS done
            FROM unnest(CAST(CAST(:connections AS text) AS uuid[])) AS c (id)
            LEFT JOIN LATERAL (
              SELECT * FROM sync_jobs j WHERE j.connection_id = c.id
              ORDER BY j.created_at DESC LIMIT 1) AS latest ON true
            LEFT JOIN LATERAL (
              SELECT * FROM sync_jobs j WHERE j.connection_id = c.id AND j.state = 'done'
              ORDER BY j.created_at DESC LIMIT 1) AS done ON true\
            """;

    private final Replica replica;

    SyncJobRepository(Replica replica) {
        this.replica = replica;
    }

    Uni<UUID> request(UUID id, UUID connectionId, SyncKind kind, SyncWindow window) {
        return request(REQUEST, id, connectionId, kind, window);
    }

    /// The same, but one that is pending starts over.
    Uni<UUID> requestAnew(UUID id, UUID connectionId, SyncKind kind, SyncWindow window) {
        return request(REQUEST_ANEW, id, connectionId, kind, window);
    }

    private Uni<UUID> request(
            String sql, UUID id, UUID connectionId, SyncKind kind, SyncWindow window) {
        return getSession()
                .chain(session -> executeRequest(session, sql, id, connectionId, kind, window));
    }

    private static Uni<UUID> executeRequest(
            Mutiny.Session session,
            String sql,
            UUID id,
            UUID connectionId,
            SyncKind kind,
            SyncWindow window) {
        return session.createNativeQuery(sql, UUID.class)
                .setParameter("id", id)
                .setParameter("connection", connectionId)
                .setParameter("kind", kind.code())
                .setParameter("from", window.from())
                .setParameter("to", window.to())
                .getSingleResult();
    }

    /// The job that is due longest, taken for `lease`: whoever has had a turn is behind those who
    /// wait.
    Uni<@Nullable UUID> claim(UUID claim, Duration lease) {
        return getSession().chain(session -> executeClaim(session, lease, claim));
    }

    private Uni<UUID> executeClaim(Mutiny.Session session, Duration lease, UUID claim) {
        return session.createNativeQuery(CLAIM, UUID.class)
                .setParameter("lease", lease.toSeconds())
                .setParameter("claim", claim)
                .setParameter("replica", replica.claimant())
                .setParameter("process", replica.number())
                .getSingleResultOrNull();
    }

    /// @param lease how long a claim lasts
    Uni<Integer> takeBack(Set<UUID> held, Duration lease) {
        return getSession().chain(session -> executeTakeBack(session, held, lease));
    }

    private Uni<Integer> executeTakeBack(Mutiny.Session session, Set<UUID> held, Duration lease) {
        return session.createNativeQuery(TAKE_BACK)
                .setParameter("process", replica.number())
                .setParameter("held", array(held))
                .setParameter("lease", lease.toSeconds())
                .executeUpdate();
    }

    /// How far connections have been read, by connection.
    Uni<Map<UUID, Reached>> reached(Collection<UUID> connections) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(REACHED, Object[].class)
                                .setParameter("connections", array(connections))
                                .getResultList())
                .map(rows -> rows.stream().collect(toMap(row -> (UUID) row[0], Reached::of)));
    }

    /// @param meetings that the connection has
    /// @param state of the latest job; null for none
    /// @param pages of that, and so are events and unreadable
    /// @param done how many events the last complete one has read
    record Reached(
            long meetings,
            @Nullable String state,
            @Nullable Integer pages,
            @Nullable Integer events,
            @Nullable Integer unreadable,
            @Nullable Integer done) {

        static Reached of(Object[] row) {
            return new Reached(
                    (Long) row[1],
                    (String) row[2],
                    (Integer) row[3],
                    (Integer) row[4],
                    (Integer) row[5],
                    (Integer) row[6]);
        }

        SyncProgress progress(@Nullable Instant lastAt) {
            return state == null || events == null
                    ? SyncProgress.none(meetings)
                    : new SyncProgress(
                            state,
                            lastAt,
                            meetings,
                            pages,
                            events,
                            done == null ? null : Integer.valueOf(Math.max(done, events)),
                            unreadable == null || unreadable == 0 ? null : unreadable);
        }
    }

    private static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(joining(",", "{", "}"));
    }
}
