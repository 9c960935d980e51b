package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/// From consent at Calendly to a connection that knows its account.
@ApplicationScoped
public class Consent {

    private final Calendly calendly;
    private final Connections connections;

    Consent(Calendly calendly, Connections connections) {
        this.calendly = calendly;
        this.connections = connections;
    }

    public URI authorizeUrl(String state, String codeChallenge, URI redirectUri) {
        return calendly.authorizeUrl(new AuthorizationRequest(state, codeChallenge, redirectUri));
    }

    /// Exchanges the code and stores the grant before anything else uses it.
    public Uni<Grant> exchange(
            Caller owner, SecretString code, SecretString codeVerifier, URI redirectUri) {
        return CallersContext.keep(
                        calendly.exchangeCode(new CodeExchange(code, codeVerifier, redirectUri)))
                .call(grant -> connections.storeGrant(owner, grant));
    }

    /// Asks Calendly whose grant it is, and gives it to that account's connection.
    public Uni<Connection> bind(Caller owner, Grant grant) {
        return account(grant.accessToken())
                .chain(account -> connections.bind(owner, grant, account));
    }

    private Uni<Account> account(SecretString accessToken) {
        return CallersContext.keep(calendly.account(accessToken));
    }
}
