package io.advicly.calendly.connection.grant;

import io.advicly.calendly.connection.ConnectionRow;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of token calls, which Calendly counts per account: also where several of our users, or
/// users of several tenants, are connected with the same one. Every method joins its caller's
/// transaction.
@ApplicationScoped
class TokenCallRepository implements PanacheRepositoryBase<ConnectionRow, UUID> {

    /// Held to the end of the transaction: whoever counts sees what the others have noted. Taken
    /// before the row, and by nobody who holds one.
    private static final String LOCK =
            """
            SELECT CAST(pg_advisory_xact_lock(
                     hashtextextended(coalesce(calendly_user_uri, CAST(id AS text)), 3)) AS text)
            FROM calendar_connections WHERE id = :id\
            """;

    /// Each connection notes its own calls, and counts those of all that have its account. A call
    /// that was begun before and of which nobody has written how it ended was not answered.
    private static final String ANNOUNCE =
            """
            UPDATE calendar_connections c
            SET unanswered_refreshes = unanswered_refreshes + CASE WHEN refresh_begun_at IS NULL THEN 0 ELSE 1 END,
                refresh_begun_at = clock_timestamp(),
                token_calls = ARRAY(SELECT call FROM unnest(c.token_calls) call WHERE call > clock_timestamp() - interval '1 minute')
                              || clock_timestamp()
            WHERE c.id = :id
              AND (SELECT count(*) FROM calendar_connections o, unnest(o.token_calls) call
                   WHERE (o.id = c.id OR o.calendly_user_uri = c.calendly_user_uri)
                     AND call > clock_timestamp() - interval '1 minute') < :most\
            """;

    /// Token calls of the connection's account are noted one after the other from here to the end
    /// of the transaction.
    Uni<Void> lock(UUID id) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(LOCK, String.class)
                                .setParameter("id", id)
                                .getResultList())
                .replaceWithVoid();
    }

    /// Notes the beginning of a token call, under the lock; false when there were `most` in the
    /// last minute already.
    Uni<Boolean> announce(UUID id, int most) {
        return getSession()
                .chain(session -> executeAnnounce(session, id, most))
                .map(rows -> rows == 1);
    }

    private static Uni<Integer> executeAnnounce(Mutiny.Session session, UUID id, int most) {
        return session.createNativeQuery(ANNOUNCE)
                .setParameter("id", id)
                .setParameter("most", most)
                .executeUpdate();
    }
}
