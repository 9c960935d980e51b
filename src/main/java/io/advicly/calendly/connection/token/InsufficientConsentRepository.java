package io.advicly.calendly.connection.token;

import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.connection.InsufficientConsent;
import io.advicly.calendly.connection.Mistrust;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// What Calendly refuses with grants that it renews, each note in a transaction of its own.
@ApplicationScoped
class InsufficientConsentRepository implements PanacheRepositoryBase<ConnectionRow, UUID> {

    /// Once is enough: a refusal that is known is not written down again.
    private static final String SCOPE =
            """
            UPDATE calendar_connections
            SET consent_refused = 'scope', consent_refusal = left(CAST(:words AS varchar), 300)
            WHERE id = :id AND token_version = :seen AND consent_refused IS DISTINCT FROM 'scope'\
            """;

    /// Of two who saw the same token refused, one counts it; and nothing counts during the pause.
    private static final String TOKEN =
            """
            UPDATE calendar_connections
            SET consent_refused = 'token', consent_refusal = left(CAST(:words AS varchar), 300),
                token_refusals = CASE WHEN token_retry_at > now() THEN token_refusals ELSE CAST(:refusals AS integer) END,
                token_retry_at = CASE WHEN token_retry_at > now() THEN token_retry_at
                                      ELSE now() + make_interval(secs => :pause) END
            WHERE id = :id AND token_version = :seen
              AND (consent_refused IS DISTINCT FROM 'token' OR token_retry_at IS NULL OR token_retry_at <= now())\
            """;

    /// The consent does not cover what was asked.
    ///
    /// @param version of the grant that Calendly refuses: a newer one is another matter
    @WithTransaction
    public Uni<Void> scope(UUID connectionId, long version, String words) {
        return getSession()
                .chain(session -> updateScope(session, words, connectionId, version))
                .replaceWithVoid();
    }

    private static Uni<Integer> updateScope(
            Mutiny.Session session, String words, UUID connectionId, long version) {
        return session.createNativeQuery(SCOPE)
                .setParameter("words", words)
                .setParameter("id", connectionId)
                .setParameter("seen", version)
                .executeUpdate();
    }

    /// A token that was just made is refused: until its pause is over, the grant is not used up for
    /// another one, whichever replica asks.
    ///
    /// @param before what was thought of the grant's tokens until then
    @WithTransaction
    public Uni<Void> token(UUID connectionId, long version, Mistrust before, String words) {
        return getSession()
                .chain(session -> updateToken(session, words, before, connectionId, version))
                .replaceWithVoid();
    }

    private static Uni<Integer> updateToken(
            Mutiny.Session session,
            String words,
            Mistrust before,
            UUID connectionId,
            long version) {
        return session.createNativeQuery(TOKEN)
                .setParameter("words", words)
                .setParameter("refusals", before.refusals() + 1)
                .setParameter("pause", before.nextPause().toMillis() / 1000.0)
                .setParameter("id", connectionId)
                .setParameter("seen", version)
                .executeUpdate();
    }

    /// Calendly accepts the grant's tokens again. The pause stays: where it takes a token for one
    /// call and not for another, each that it takes would have one more made.
    @WithTransaction
    public Uni<Void> trusted(UUID connectionId) {
        return update(
                        "consentRefused = null, consentRefusal = null where id = ?1 and consentRefused = ?2",
                        connectionId,
                        InsufficientConsent.Cause.TOKEN.code())
                .replaceWithVoid();
    }
}
