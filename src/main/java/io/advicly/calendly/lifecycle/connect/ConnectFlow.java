package io.advicly.calendly.lifecycle.connect;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.grant.Refreshed;
import io.advicly.calendly.connection.token.AccessTokens;
import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.completion.CompletionResult;
import io.advicly.calendly.lifecycle.completion.ConnectCompletion;
import io.advicly.calendly.lifecycle.state.Destination;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.advicly.calendly.lifecycle.status.StatusQuery;
import io.advicly.calendly.platform.chain.Deadline;
import io.advicly.calendly.platform.chain.SingleFlight;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// Flow 1, steps 1 to 4: check, refresh, authorize. [ConnectCompletion] goes on from a stored
/// grant.
@ApplicationScoped
public class ConnectFlow {

    /// What a user consents to meanwhile is finished too; nobody consents more often at once.
    private static final int MOST_TRIES = 3;

    private final Connections connections;
    private final AccessTokens tokens;
    private final ConnectCompletion connectCompletion;
    private final Authorization authorization;
    private final StatusQuery status;
    private final Addresses addresses;
    private final SingleFlight<UUID, CompletionResult> singleFlight = new SingleFlight<>();

    ConnectFlow(
            Connections connections,
            AccessTokens tokens,
            ConnectCompletion connectCompletion,
            Authorization authorization,
            StatusQuery status,
            Addresses addresses) {
        this.connections = connections;
        this.tokens = tokens;
        this.connectCompletion = connectCompletion;
        this.authorization = authorization;
        this.status = status;
        this.addresses = addresses;
    }

    Uni<ConnectOutcome> connect(Caller caller, ConnectRequest request) {
        Optional<URI> returnTo = addresses.returnTo().resolve(request.returnTo());
        if (returnTo.isEmpty()) {
            return Unis.item(new ConnectOutcome.ReturnToNotAllowed());
        }
        return connect(caller, new Destination(returnTo.get(), null), request.switchAccount());
    }

    /// @param to has been looked at: the browser is sent there
    /// @param switchAccount true asks for consent in any case
    public Uni<ConnectOutcome> connect(Caller caller, Destination to, boolean switchAccount) {
        return (switchAccount ? consentNeeded() : attempt(caller))
                .chain(outcome -> connectedOrAsked(outcome, caller, to, switchAccount));
    }

    private Uni<ConnectOutcome> connectedOrAsked(
            CompletionResult outcome, Caller caller, Destination to, boolean switchAccount) {
        return switch (outcome) {
            case CompletionResult.Done done -> connected(done.connection());
            case CompletionResult.ConsentNeeded _ -> authorization.ask(caller, to, switchAccount);
        };
    }

    /// As far as it goes with the stored grant.
    ///
    /// @return empty where a consent is needed, for which nothing has been done yet
    public Uni<Optional<ConnectionView>> withStoredGrant(Caller caller) {
        return attempt(caller).chain(this::viewIfDone);
    }

    private Uni<Optional<ConnectionView>> viewIfDone(CompletionResult outcome) {
        return switch (outcome) {
            case CompletionResult.Done done -> status.view(done.connection()).map(Optional::of);
            case CompletionResult.ConsentNeeded _ -> Uni.createFrom().item(Optional.empty());
        };
    }

    private Uni<CompletionResult> attempt(Caller caller) {
        return attempt(caller, MOST_TRIES, connectCompletion.deadline());
    }

    private Uni<CompletionResult> attempt(Caller caller, int tries, Deadline deadline) {
        return check(caller).chain(usable -> reconnectAndSettle(usable, deadline, caller, tries));
    }

    private Uni<CompletionResult> reconnectAndSettle(
            Optional<Connection> usable, Deadline deadline, Caller caller, int tries) {
        return usable.map(it ->
                        reconnect(it, deadline)
                                .chain(end -> settled(caller, it, end, tries, deadline)))
                .orElseGet(ConnectFlow::consentNeeded);
    }

    private Uni<Optional<Connection>> check(Caller caller) {
        return connections.wanted(caller).map(found -> found.filter(Connection::mayRefresh));
    }

    /// Nobody is told of a connection that another one is about to replace: a consent may have been
    /// stored, or refused, meanwhile.
    private Uni<CompletionResult> settled(
            Caller caller, Connection tried, CompletionResult end, int tries, Deadline deadline) {
        UUID held =
                switch (end) {
                    case CompletionResult.Done done -> done.connection().id();
                    case CompletionResult.ConsentNeeded _ -> tried.id();
                };
        return tries == 1
                ? Unis.item(end)
                : check(caller)
                        .chain(now ->
                                now.filter(it -> !it.id().equals(held)).isPresent()
                                        ? attempt(caller, tries - 1, deadline)
                                        : Unis.item(end));
    }

    /// Somebody who clicks twice is answered twice, for the same work.
    private Uni<CompletionResult> reconnect(Connection connection, Deadline deadline) {
        return singleFlight.join(connection.id(), () -> refresh(connection, deadline));
    }

    private Uni<CompletionResult> refresh(Connection connection, Deadline deadline) {
        return tokens.refreshed(connection)
                .chain(refreshed -> completeOrAsk(refreshed, connection, deadline));
    }

    private Uni<CompletionResult> completeOrAsk(
            Refreshed refreshed, Connection connection, Deadline deadline) {
        return switch (refreshed) {
            case Refreshed.Token _ -> connectCompletion.complete(connection, deadline);
            case Refreshed.ConsentNeeded _ -> consentNeeded();
        };
    }

    private Uni<ConnectOutcome> connected(Connection connection) {
        return status.view(connection).map(ConnectOutcome.Connected::new);
    }

    private static Uni<CompletionResult> consentNeeded() {
        return Unis.item(new CompletionResult.ConsentNeeded());
    }
}
