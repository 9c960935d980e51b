package io.advicly.calendly.connection;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

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

    /// Each connection notes its own calls, and counts those of all that have its account.
    private static final String ANNOUNCE =
            """
            UPDATE calendar_connections c
            SET token_calls = ARRAY(SELECT call FROM unnest(c.token_calls) call WHERE call > :since)
                              || cast(:now AS timestamptz)
            WHERE c.id = :id
              AND (SELECT count(*) FROM calendar_connections o, unnest(o.token_calls) call
                   WHERE (o.id = c.id OR o.calendly_user_uri = c.calendly_user_uri)
                     AND call > :since) < :most\
            """;

    /// Notes a token call; false when there were `most` since `since` already.
    Uni<Boolean> announce(UUID id, int most, Instant since, Instant now) {
        return getSession()
                .call(session ->
                        session.createNativeQuery(LOCK, String.class)
                                .setParameter("id", id)
                                .getResultList())
                .chain(session ->
                        session.createNativeQuery(ANNOUNCE)
                                .setParameter("id", id)
                                .setParameter("most", most)
                                .setParameter("since", since)
                                .setParameter("now", now)
                                .executeUpdate())
                .map(rows -> rows == 1);
    }
}
