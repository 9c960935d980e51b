package io.advicly.calendly.connection.consent;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.grant.Grants;
import io.advicly.calendly.connection.grant.StoredGrant;
import io.advicly.calendly.connection.retired.RetiredToken;
import io.advicly.calendly.connection.retired.RetiredTokens;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Ends at Calendly what a connection has there and had, then here.
@ApplicationScoped
public class Revocation {

    private static final Logger LOG = Logger.getLogger(Revocation.class);

    /// No version of any grant.
    private static final long NONE = -1;

    private final Calendly calendly;
    private final Grants grants;
    private final RetiredTokens retired;
    private final Connections connections;

    Revocation(Calendly calendly, Grants grants, RetiredTokens retired, Connections connections) {
        this.calendly = calendly;
        this.grants = grants;
        this.retired = retired;
        this.connections = connections;
    }

    /// Revokes refresh and access token, and those before them that are still good, then erases
    /// them. Fails, with nothing erased, while Calendly is away or does not know this service as
    /// its client. A refusal of Calendly does not keep anybody connected.
    ///
    /// @return false when the user has connected again meanwhile
    public Uni<Boolean> revoke(UUID connectionId) {
        return grants.ofClosing(connectionId)
                .chain(found -> found.map(this::revokeAll).orElseGet(() -> Unis.item(NONE)))
                .chain(version -> connections.closed(connectionId, version));
    }

    /// @return the version that was revoked
    private Uni<Long> revokeAll(StoredGrant grant) {
        return revokeBoth(grant)
                .chain(() -> retired.heldFor(grant.connectionId()))
                .chain(this::revokeAll)
                .replaceWith(grant.version());
    }

    /// Revokes a token that is nobody's grant any more, and forgets it.
    Uni<Void> revoke(RetiredToken token) {
        return revoke(token.connectionId(), token.token()).chain(() -> retired.forget(token));
    }

    /// Both: Calendly does not say whether revoking one token ends the other (docs/calendly-api.md
    /// 1.5).
    private Uni<Void> revokeBoth(StoredGrant grant) {
        return revoke(grant.connectionId(), grant.refreshToken())
                .chain(() -> revoke(grant.connectionId(), grant.accessToken()));
    }

    private Uni<Void> revokeAll(List<RetiredToken> tokens) {
        return Multi.createFrom()
                .iterable(tokens)
                .onItem()
                .transformToUniAndConcatenate(this::revoke)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> revoke(UUID connectionId, SecretString token) {
        return CallersContext.keep(calendly.revoke(token))
                .onFailure(Revocation::isRefusal)
                .recoverWithItem(failure -> warnRefused(failure, connectionId));
    }

    private static Void warnRefused(Throwable failure, UUID connectionId) {
        LOG.warnf(
                "token.revoke_refused connection=%s failure=%s",
                connectionId, failure.getMessage());
        return null;
    }

    /// Of this token; not of everybody's, because the service's client secret is wrong.
    private static boolean isRefusal(Throwable failure) {
        return !(failure instanceof TryAgain)
                && !(failure instanceof CalendlyFailure refused && refused.isOfClient());
    }
}
