package io.advicly.calendly.connection.telling;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of what was told of connections. Every method joins its caller's transaction.
@ApplicationScoped
class TellingRepository implements PanacheRepositoryBase<TellingRow, UUID> {

    /// How many marks are taken at once.
    private static final int MARKS = 20;

    /// A mark stays for the next time while somebody else has one of its connections locked, or has
    /// it in hand: nobody waits, in whatever order each goes.
    private static final String SPREAD_MARKS =
            """
            WITH marks AS MATERIALIZED (
              SELECT id, organization_uri FROM connection_looks ORDER BY id LIMIT %d
              FOR UPDATE SKIP LOCKED),
            wanted AS (
              SELECT c.id, c.calendly_organization_uri AS organization_uri FROM calendar_connections c
              JOIN connection_tellings t ON t.connection_id = c.id
              WHERE c.calendly_organization_uri IN (SELECT organization_uri FROM marks)
                AND c.status = 'ACTIVE'),
            locked AS (
              SELECT connection_id FROM connection_tellings
              WHERE connection_id IN (SELECT id FROM wanted) FOR UPDATE SKIP LOCKED),
            due AS (
              UPDATE connection_tellings SET look_at = least(look_at, now())
              WHERE connection_id IN (SELECT connection_id FROM locked))
            DELETE FROM connection_looks WHERE id IN (
              SELECT id FROM marks WHERE NOT EXISTS (
                SELECT FROM wanted WHERE wanted.organization_uri = marks.organization_uri
                  AND wanted.id NOT IN (SELECT connection_id FROM locked)))\
            """
                    .formatted(MARKS);

    /// The next look is an hour later, by and large: what time alone changes is not in a hurry.
    private static final String CLAIM =
            """
            UPDATE connection_tellings SET look_at = now() + (0.5 + random()) * interval '1 hour'
            WHERE connection_id IN (
              SELECT connection_id FROM connection_tellings WHERE look_at <= now()
              ORDER BY look_at LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING CAST(connection_id AS text), told\
            """;

    /// Of a connection that is there, and stays until the transaction ends.
    private static final String TELL =
            """
            WITH there AS (
              SELECT id FROM calendar_connections WHERE id = :id AND status = 'ACTIVE' FOR KEY SHARE)
            UPDATE connection_tellings SET told = :now FROM there
            WHERE connection_id = there.id AND told = :before\
            """;

    private static final String KEEP =
            "SELECT CAST(id AS text) FROM calendar_connections WHERE id = :id FOR KEY SHARE";

    /// @return how many marks were taken
    Uni<Integer> spreadMarks() {
        return getSession()
                .chain(session -> session.createNativeQuery(SPREAD_MARKS).executeUpdate());
    }

    /// @return connection and what was told of it
    Uni<List<Object[]>> claim(int limit) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(CLAIM, Object[].class)
                                .setParameter("limit", limit)
                                .getResultList());
    }

    /// @return whether it was so told until now
    Uni<Boolean> tell(UUID id, String before, String now) {
        return getSession()
                .chain(session -> executeTell(session, id, before, now))
                .map(rows -> rows == 1);
    }

    private static Uni<Integer> executeTell(
            Mutiny.Session session, UUID id, String before, String now) {
        return session.createNativeQuery(TELL)
                .setParameter("id", id)
                .setParameter("before", before)
                .setParameter("now", now)
                .executeUpdate();
    }

    /// @return false when it is gone
    Uni<Boolean> keep(UUID id) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(KEEP, String.class)
                                .setParameter("id", id)
                                .getResultList())
                .map(rows -> !rows.isEmpty());
    }
}
