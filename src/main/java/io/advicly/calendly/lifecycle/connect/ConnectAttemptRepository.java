package io.advicly.calendly.lifecycle.connect;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/// Counts attempts. One statement counts, so that any number of replicas at once count right.
@ApplicationScoped
class ConnectAttemptRepository implements PanacheRepositoryBase<ConnectAttemptRow, byte[]> {

    /// Answers the seconds until the user's window ends when there were too many, else 0.
    private static final String COUNT =
            """
            INSERT INTO connect_attempts AS a (caller_hash, window_started_at, attempts)
            VALUES (:caller, :now, 1)
            ON CONFLICT (caller_hash) DO UPDATE SET
              attempts = CASE WHEN a.window_started_at <= :over THEN 1 ELSE LEAST(a.attempts, :limit) + 1 END,
              window_started_at = CASE WHEN a.window_started_at <= :over THEN :now ELSE a.window_started_at END
            RETURNING CASE WHEN attempts <= :limit THEN 0
              ELSE CAST(ceil(extract(epoch FROM window_started_at - CAST(:over AS timestamptz))) AS bigint) END\
            """;

    /// Waits for nobody, and leaves the rest to whoever comes next.
    private static final String FORGET =
            """
            DELETE FROM connect_attempts WHERE caller_hash IN (
              SELECT caller_hash FROM connect_attempts WHERE window_started_at <= :over
              ORDER BY window_started_at LIMIT 100 FOR UPDATE SKIP LOCKED)\
            """;

    private static final String DELETE_SPENT =
            """
            DELETE FROM connect_attempts WHERE caller_hash IN (
              SELECT caller_hash FROM connect_attempts
              WHERE window_started_at < now() - CAST(:seconds AS bigint) * interval '1 second'
              ORDER BY window_started_at LIMIT :limit FOR UPDATE SKIP LOCKED)\
            """;

    /// Up to `limit` whose window is over.
    ///
    /// @return how many
    @WithTransaction
    public Uni<Integer> deleteSpent(int limit, Duration window) {
        return getSession().flatMap(session -> executeDeleteSpent(session, window, limit));
    }

    private static Uni<Integer> executeDeleteSpent(
            Mutiny.Session session, Duration window, int limit) {
        return session.createNativeQuery(DELETE_SPENT)
                .setParameter("seconds", window.toSeconds())
                .setParameter("limit", limit)
                .executeUpdate();
    }

    /// @return how long to wait; zero when this attempt is one of those that are allowed
    @WithTransaction
    public Uni<Duration> count(byte[] caller, int limit, Instant now, Instant over) {
        return getSession()
                .flatMap(session -> forgetAndCount(session, over, caller, now, limit))
                .map(Duration::ofSeconds);
    }

    private static Uni<Long> forgetAndCount(
            Mutiny.Session session, Instant over, byte[] caller, Instant now, int limit) {
        return session.createNativeQuery(FORGET)
                .setParameter("over", over)
                .executeUpdate()
                .chain(() -> selectCount(session, caller, now, over, limit));
    }

    private static Uni<Long> selectCount(
            Mutiny.Session session, byte[] caller, Instant now, Instant over, int limit) {
        return session.createNativeQuery(COUNT, Long.class)
                .setParameter("caller", caller)
                .setParameter("now", now)
                .setParameter("over", over)
                .setParameter("limit", limit)
                .getSingleResult();
    }
}
