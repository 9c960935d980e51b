package io.advicly.calendly.sync.trigger;

import io.advicly.calendly.sync.job.SyncJobRow;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncWindow;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL that closes gaps, each statement in a transaction of its own. A connection's gap is
/// closed by reading once it is served again: where deliveries are still missed, it is left alone.
@ApplicationScoped
class GapRepository implements PanacheRepositoryBase<SyncJobRow, UUID> {

    private static final int CONNECTIONS = 1_000;

    /// Whoever has left misses nothing any more.
    private static final String LEFT =
            "NOT EXISTS (SELECT FROM calendar_connections c WHERE c.id = g.connection_id"
                    + " AND c.status NOT IN ('CLOSING', 'DISCONNECTED'))";

    private static final String FIND =
            """
            SELECT (array_agg(id ORDER BY id DESC))[1], count(*) FROM (
              SELECT g.connection_id AS id FROM delivery_gaps g
              WHERE g.connection_id > :after AND (g.served_since IS NOT NULL OR %s)
              ORDER BY g.connection_id LIMIT %d) AS page\
            """
                    .formatted(LEFT, CONNECTIONS);

    private static final String ON_THE_PAGE =
            "g.connection_id > :after AND g.connection_id <= :last";

    /// A sync that failed is tried again after a minute, and after twice as long each further time.
    private static final String PAUSES =
            """
            (SELECT max(j.finished_at)
                + least(interval '1 hour', interval '1 minute' * power(2, least(count(*), 7) - 1)) > now()
              FROM sync_jobs j
              WHERE j.connection_id = c.id AND j.state = 'failed' AND j.began_at >= g.served_since)\
            """;

    /// A sync that began while deliveries were still missed may have read past what was booked
    /// then: it starts over, and who works on it has lost it. In the order of connections, and
    /// without waiting for one that is being deleted, so that replicas never wait for each other in
    /// a circle; the last condition is for the one that comes second.
    private static final String BEGIN =
            """
            WITH missing AS MATERIALIZED (
              SELECT c.id, g.served_since
              FROM delivery_gaps g JOIN calendar_connections c ON c.id = g.connection_id
              WHERE %s AND g.served_since IS NOT NULL AND c.status = 'ACTIVE'
                AND NOT EXISTS (SELECT FROM sync_jobs j
                  WHERE j.connection_id = c.id AND j.state <> 'failed' AND j.began_at >= g.served_since)
                AND %s IS NOT TRUE
              ORDER BY c.id FOR KEY SHARE OF c SKIP LOCKED)
            INSERT INTO sync_jobs AS pending
              (id, connection_id, kind, state, window_from, window_to, due_at, began_at, created_at)
            SELECT gen_random_uuid(), id, 'repair', 'pending', :from, :to, now(),
              greatest(now(), served_since), now()
            FROM missing ORDER BY id
            ON CONFLICT (connection_id) WHERE state = 'pending' DO UPDATE
            SET %s
            WHERE pending.began_at < (
              SELECT g.served_since FROM delivery_gaps g WHERE g.connection_id = pending.connection_id)\
            """
                    .formatted(ON_THE_PAGE, PAUSES, SyncJobs.FROM_THE_START);

    /// Locks what it closes and then compares again: where deliveries are missed once more since,
    /// nothing is closed.
    private static final String CLOSE =
            """
            WITH read AS MATERIALIZED (
              SELECT g.connection_id, g.served_since FROM delivery_gaps g
              WHERE %s AND (%s OR EXISTS (SELECT FROM sync_jobs j
                WHERE j.connection_id = g.connection_id AND j.state = 'done' AND j.began_at >= g.served_since))
              FOR UPDATE OF g SKIP LOCKED)
            DELETE FROM delivery_gaps g USING read
            WHERE g.connection_id = read.connection_id AND g.served_since IS NOT DISTINCT FROM read.served_since\
            """
                    .formatted(ON_THE_PAGE, LEFT);

    /// The next connections whose gap is to be closed; the answer's size is 0 when there are none.
    @WithTransaction
    public Uni<GapPage> find(UUID after) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(FIND, Object[].class)
                                .setParameter("after", after)
                                .getSingleResult())
                .map(row ->
                        row[0] == null
                                ? new GapPage(after, after, 0)
                                : new GapPage(after, (UUID) row[0], ((Number) row[1]).intValue()));
    }

    /// @return how many syncs were stored or start over
    @WithTransaction
    public Uni<Integer> begin(GapPage page, SyncWindow window) {
        return getSession().chain(session -> executeBegin(session, page, window));
    }

    private static Uni<Integer> executeBegin(
            Mutiny.Session session, GapPage page, SyncWindow window) {
        return session.createNativeQuery(BEGIN)
                .setParameter("after", page.after())
                .setParameter("last", page.last())
                .setParameter("from", window.from())
                .setParameter("to", window.to())
                .executeUpdate();
    }

    /// @return how many gaps are closed
    @WithTransaction
    public Uni<Integer> close(GapPage page) {
        return getSession().chain(session -> executeClose(session, page));
    }

    private static Uni<Integer> executeClose(Mutiny.Session session, GapPage page) {
        return session.createNativeQuery(CLOSE)
                .setParameter("after", page.after())
                .setParameter("last", page.last())
                .executeUpdate();
    }

    static boolean isLast(GapPage page) {
        return page.size() < CONNECTIONS;
    }
}
