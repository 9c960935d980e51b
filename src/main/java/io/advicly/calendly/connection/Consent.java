package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.Unstoppable;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// From consent at Calendly to a connection that knows its account.
@ApplicationScoped
public class Consent {

    private final Calendly calendly;
    private final Connections connections;
    private final AccessTokens tokens;
    private final Unstoppable unstoppable;
    private final Milestones milestones;

    Consent(
            Calendly calendly,
            Connections connections,
            AccessTokens tokens,
            Unstoppable unstoppable,
            Milestones milestones) {
        this.calendly = calendly;
        this.connections = connections;
        this.tokens = tokens;
        this.unstoppable = unstoppable;
        this.milestones = milestones;
    }

    public URI authorizeUrl(String state, String codeChallenge, URI redirectUri) {
        return calendly.authorizeUrl(new AuthorizationRequest(state, codeChallenge, redirectUri));
    }

    /// Exchanges the code and stores the grant before anything else uses it.
    public Uni<Exchanged> exchange(
            Caller owner, SecretString code, SecretString codeVerifier, URI redirectUri) {
        return unstoppable
                .finish(stored(owner, new CodeExchange(code, codeVerifier, redirectUri)))
                .onFailure(Consent::isRefused)
                .recoverWithItem(new Exchanged.Refused());
    }

    private Uni<Exchanged> stored(Caller owner, CodeExchange exchange) {
        return CallersContext.keep(calendly.exchangeCode(exchange))
                .invoke(() -> milestones.reached(Milestone.CODE_EXCHANGED))
                .chain(grant ->
                        connections
                                .storeGrant(owner, grant)
                                .<Exchanged>map(stored ->
                                        new Exchanged.Stored(stored, AccountHint.of(grant))))
                .invoke(() -> milestones.reached(Milestone.GRANT_STORED));
    }

    /// Gives the grant that a connection holds to the connection of the account it belongs to.
    ///
    /// @return empty when the connection is gone: somebody else has bound its grant meanwhile
    public Uni<Optional<Connection>> bind(UUID connectionId, Account account) {
        return tokens.whileNobodyRefreshes(
                        connectionId, () -> connections.bind(connectionId, account))
                .invoke(() -> milestones.reached(Milestone.ACCOUNT_BOUND));
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof CalendlyFailure.GrantRejected
                || failure instanceof CalendlyFailure.Rejected;
    }
}
