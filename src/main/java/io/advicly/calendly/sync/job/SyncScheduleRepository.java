package io.advicly.calendly.sync.job;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of the nightly schedule. Every method joins its caller's transaction.
@ApplicationScoped
class SyncScheduleRepository implements PanacheRepositoryBase<SyncScheduleRow, UUID> {

    /// A connection's own time in the night, always the same.
    private static final String OWN_TIME =
            "CAST(:night AS timestamptz) + (hashtextextended(CAST(%s AS text), 0) & 9223372036854775807)"
                    + " %% CAST(:spread AS bigint) * interval '1 second'";

    private static final String PLAN =
            """
            INSERT INTO sync_schedules (connection_id, next_at) VALUES (:connection, %s)
            ON CONFLICT (connection_id) DO NOTHING\
            """
                    .formatted(OWN_TIME.formatted("CAST(:connection AS uuid)"));

    /// In one statement, so that a schedule moves on if and only if its job is stored. A connection
    /// that is active no more leaves the schedule; one that waits for a new consent is passed over.
    /// Jobs that ended long ago go. Jobs are stored in the order of their connections, as
    /// `GapRepository` does, so that the two never wait for each other.
    private static final String START_DUE =
            """
            WITH due AS MATERIALIZED (
              SELECT s.connection_id, c.is_active, c.status
              FROM sync_schedules s JOIN calendar_connections c ON c.id = s.connection_id
              WHERE s.next_at <= now() ORDER BY s.next_at
              LIMIT (SELECT greatest(:batch - count(*), 0) FROM sync_jobs
                     WHERE state = 'pending' AND kind = 'nightly' AND due_at <= now())
              FOR UPDATE OF s SKIP LOCKED),
            gone AS (
              DELETE FROM sync_schedules s USING due
              WHERE s.connection_id = due.connection_id AND NOT due.is_active),
            moved AS (
              UPDATE sync_schedules s SET next_at = %s
              FROM due WHERE s.connection_id = due.connection_id AND due.is_active),
            forgotten AS (
              DELETE FROM sync_jobs j USING due
              WHERE j.connection_id = due.connection_id AND j.state <> 'pending' AND j.created_at < :forget)
            INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at, created_at)
            SELECT gen_random_uuid(), connection_id, 'nightly', 'pending', :from, :to, now(), now(), now()
            FROM due WHERE is_active AND status = 'ACTIVE' ORDER BY connection_id
            ON CONFLICT (connection_id) WHERE state = 'pending' DO NOTHING\
            """
                    .formatted(OWN_TIME.formatted("s.connection_id"));

    /// One sync that fills what is stored, in one statement with its being due no more. Where one
    /// is pending already, begun by who knows whom, or nobody may be asked, it is due again later.
    private static final String START_FILLING =
            """
            WITH due AS MATERIALIZED (
              SELECT s.connection_id, c.is_active, c.status
              FROM sync_schedules s JOIN calendar_connections c ON c.id = s.connection_id
              WHERE s.fill_at <= now() ORDER BY s.fill_at
              LIMIT (SELECT greatest(:batch - count(*), 0) FROM sync_jobs
                     WHERE state = 'pending' AND kind = 'nightly' AND due_at <= now())
              FOR UPDATE OF s SKIP LOCKED),
            stored AS (
              INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at, created_at)
              SELECT gen_random_uuid(), connection_id, 'nightly', 'pending', :from, :to, now(), now(), now()
              FROM due WHERE is_active AND status = 'ACTIVE' ORDER BY connection_id
              ON CONFLICT (connection_id) WHERE state = 'pending' DO NOTHING
              RETURNING connection_id)
            UPDATE sync_schedules s SET fill_at = CASE
              WHEN due.is_active AND stored.connection_id IS NULL THEN now() + interval '1 hour' END
            FROM due LEFT JOIN stored ON stored.connection_id = due.connection_id
            WHERE s.connection_id = due.connection_id\
            """;

    /// Gives a connection its time, unless it has one.
    Uni<Integer> plan(UUID connectionId, Instant night, Duration spread) {
        return getSession().chain(session -> executePlan(session, connectionId, night, spread));
    }

    private static Uni<Integer> executePlan(
            Mutiny.Session session, UUID connectionId, Instant night, Duration spread) {
        return session.createNativeQuery(PLAN)
                .setParameter("connection", connectionId)
                .setParameter("night", night)
                .setParameter("spread", spread.toSeconds())
                .executeUpdate();
    }

    /// Stores a job for each of up to `batch` connections that are due, fewer while others wait.
    ///
    /// @param night when the next night begins
    /// @return how many
    Uni<Integer> startDue(SyncWindow window, int batch, Instant night, Duration spread) {
        return getSession()
                .chain(session -> executeStartDue(session, window, batch, night, spread));
    }

    private static Uni<Integer> executeStartDue(
            Mutiny.Session session, SyncWindow window, int batch, Instant night, Duration spread) {
        return session.createNativeQuery(START_DUE)
                .setParameter("from", window.from())
                .setParameter("to", window.to())
                .setParameter("forget", window.forget())
                .setParameter("batch", batch)
                .setParameter("night", night)
                .setParameter("spread", spread.toSeconds())
                .executeUpdate();
    }

    /// Stores a job for each of up to `batch` connections that are to be filled.
    ///
    /// @return how many were due
    Uni<Integer> startFilling(SyncWindow window, int batch) {
        return getSession().chain(session -> executeStartFilling(session, window, batch));
    }

    private static Uni<Integer> executeStartFilling(
            Mutiny.Session session, SyncWindow window, int batch) {
        return session.createNativeQuery(START_FILLING)
                .setParameter("from", window.from())
                .setParameter("to", window.to())
                .setParameter("batch", batch)
                .executeUpdate();
    }
}
