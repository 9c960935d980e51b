package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.platform.CallersContext;
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
    private final Milestones milestones;

    Consent(
            Calendly calendly,
            Connections connections,
            AccessTokens tokens,
            Milestones milestones) {
        this.calendly = calendly;
        this.connections = connections;
        this.tokens = tokens;
        this.milestones = milestones;
    }

    public URI authorizeUrl(String state, String codeChallenge, URI redirectUri) {
        return calendly.authorizeUrl(new AuthorizationRequest(state, codeChallenge, redirectUri));
    }

    /// Exchanges the code and stores the grant before anything else uses it.
    public Uni<Exchanged> exchange(
            Caller owner, SecretString code, SecretString codeVerifier, URI redirectUri) {
        return CallersContext.keep(
                        calendly.exchangeCode(new CodeExchange(code, codeVerifier, redirectUri)))
                .invoke(() -> milestones.reached(Milestone.CODE_EXCHANGED))
                .chain(grant -> connections.storeGrant(owner, grant))
                .invoke(() -> milestones.reached(Milestone.GRANT_STORED))
                .<Exchanged>map(Exchanged.Stored::new)
                .onFailure(Consent::isRefused)
                .recoverWithItem(new Exchanged.Refused());
    }

    /// Asks Calendly whose grant a connection holds, and gives it to that account's connection.
    ///
    /// @return empty when the grant is not good any more
    public Uni<Optional<Connection>> bind(Connection connection) {
        return tokens.valid(connection.id())
                .chain(refreshed ->
                        switch (refreshed) {
                            case Refreshed.ConsentNeeded _ ->
                                    Uni.createFrom().item(Optional.<Connection>empty());
                            case Refreshed.Token token ->
                                    bind(connection.id(), token.accessToken());
                        });
    }

    private Uni<Optional<Connection>> bind(UUID id, SecretString accessToken) {
        return CallersContext.keep(calendly.account(accessToken))
                .chain(account ->
                        tokens.whileNobodyRefreshes(id, () -> connections.bind(id, account)))
                .invoke(() -> milestones.reached(Milestone.ACCOUNT_BOUND));
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof CalendlyFailure.GrantRejected
                || failure instanceof CalendlyFailure.Rejected;
    }
}
