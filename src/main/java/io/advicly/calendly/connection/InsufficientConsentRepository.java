package io.advicly.calendly.connection;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// What Calendly refuses with grants that it renews, each note in a transaction of its own.
@ApplicationScoped
class InsufficientConsentRepository implements PanacheRepositoryBase<ConnectionRow, UUID> {

    /// Once is enough: a refusal that is known is not written down again.
    private static final String NOTE =
            """
            UPDATE calendar_connections
            SET consent_refused = CAST(:cause AS varchar), consent_refusal = left(CAST(:words AS varchar), 300)
            WHERE id = :id AND token_version = :seen AND consent_refused IS DISTINCT FROM CAST(:cause AS varchar)\
            """;

    /// @param version of the grant that Calendly refuses: a newer one is another matter
    @WithTransaction
    public Uni<Void> note(
            UUID connectionId, long version, InsufficientConsent.Cause cause, String words) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(NOTE)
                                .setParameter("cause", cause.code())
                                .setParameter("words", words)
                                .setParameter("id", connectionId)
                                .setParameter("seen", version)
                                .executeUpdate())
                .replaceWithVoid();
    }

    /// Calendly accepts the grant's tokens again.
    @WithTransaction
    public Uni<Void> trusted(UUID connectionId) {
        return update(
                        "consentRefused = null, consentRefusal = null where id = ?1 and consentRefused = ?2",
                        connectionId,
                        InsufficientConsent.Cause.TOKEN.code())
                .replaceWithVoid();
    }
}
