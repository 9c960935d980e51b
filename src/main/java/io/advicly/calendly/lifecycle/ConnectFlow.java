package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.Refreshed;
import io.advicly.calendly.platform.UnderWay;
import io.advicly.calendly.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// Flow 1, steps 1 to 4: check, refresh, authorize. [Completion] goes on from a stored grant.
@ApplicationScoped
class ConnectFlow {

    private final Connections connections;
    private final AccessTokens tokens;
    private final Completion completion;
    private final Authorization authorization;
    private final StatusQuery status;
    private final Addresses addresses;
    private final UnderWay<UUID, Connected> underWay = new UnderWay<>();

    ConnectFlow(
            Connections connections,
            AccessTokens tokens,
            Completion completion,
            Authorization authorization,
            StatusQuery status,
            Addresses addresses) {
        this.connections = connections;
        this.tokens = tokens;
        this.completion = completion;
        this.authorization = authorization;
        this.status = status;
        this.addresses = addresses;
    }

    Uni<ConnectOutcome> connect(Caller caller, ConnectRequest request) {
        Optional<URI> returnTo = addresses.returnTo().resolve(request.returnTo());
        if (returnTo.isEmpty()) {
            return Uni.createFrom().item(new ConnectOutcome.ReturnToNotAllowed());
        }
        return check(caller, request)
                .chain(usable -> usable.map(this::reconnect).orElseGet(ConnectFlow::consentNeeded))
                .chain(outcome ->
                        switch (outcome) {
                            case Connected.Done done -> connected(done.connection());
                            case Connected.ConsentNeeded _ ->
                                    authorization.ask(
                                            caller, returnTo.get(), request.switchAccount());
                        });
    }

    private Uni<Optional<Connection>> check(Caller caller, ConnectRequest request) {
        return connections
                .of(caller)
                .map(found -> found.filter(it -> it.mayRefresh() && !request.switchAccount()));
    }

    /// Somebody who clicks twice is answered twice, for the same work.
    private Uni<Connected> reconnect(Connection connection) {
        return underWay.join(connection.id(), () -> refresh(connection));
    }

    private Uni<Connected> refresh(Connection connection) {
        return tokens.refreshed(connection)
                .chain(refreshed ->
                        switch (refreshed) {
                            case Refreshed.Token token -> completion.of(connection, token.hint());
                            case Refreshed.ConsentNeeded _ -> consentNeeded();
                        });
    }

    private Uni<ConnectOutcome> connected(Connection connection) {
        return status.view(connection).map(ConnectOutcome.Connected::new);
    }

    private static Uni<Connected> consentNeeded() {
        return Uni.createFrom().item(new Connected.ConsentNeeded());
    }
}
