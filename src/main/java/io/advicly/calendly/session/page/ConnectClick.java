package io.advicly.calendly.session.page;

import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.connect.BindingCookies;
import io.advicly.calendly.lifecycle.connect.ConnectAttempts;
import io.advicly.calendly.lifecycle.connect.ConnectFlow;
import io.advicly.calendly.lifecycle.connect.ConnectOutcome;
import io.advicly.calendly.lifecycle.state.Destination;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.ConnectSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.util.List;

/// A person has clicked: connects with the stored grant, or goes to the consent page with a cookie
/// that this browser alone has.
@ApplicationScoped
class ConnectClick {

    private final ConnectSessions sessions;
    private final ConnectAttempts attempts;
    private final ConnectFlow connect;
    private final BindingCookies cookies;
    private final Addresses addresses;

    ConnectClick(
            ConnectSessions sessions,
            ConnectAttempts attempts,
            ConnectFlow connect,
            BindingCookies cookies,
            Addresses addresses) {
        this.sessions = sessions;
        this.attempts = attempts;
        this.connect = connect;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    /// Where the browser goes.
    sealed interface Way {
        record To(URI address, List<NewCookie> cookies) implements Way {}

        record TooOften() implements Way {}
    }

    Uni<Way> goOn(ConnectSession session, boolean popup) {
        Destination result =
                new Destination(
                        addresses.ours(
                                "/connect/result/" + session.id() + (popup ? "?popup=1" : "")),
                        session.id());
        return attempts.limit(
                        session.owner(),
                        () -> connect.connect(session.owner(), result, session.switchAccount()))
                .chain(outcome -> way(session, result, outcome));
    }

    private Uni<Way> way(ConnectSession session, Destination result, ConnectOutcome outcome) {
        return switch (outcome) {
            case ConnectOutcome.Connected _ ->
                    sessions.done(session.id())
                            .replaceWith(new Way.To(result.returnTo(), List.of()));
            case ConnectOutcome.AuthorizationRequired required ->
                    sessions.consenting(session.id())
                            .replaceWith(
                                    new Way.To(
                                            URI.create(required.authorizationUrl()),
                                            List.of(cookies.given(required))));
            case ConnectOutcome.TooManyAttempts _ -> Uni.createFrom().item(new Way.TooOften());
            case ConnectOutcome.ReturnToNotAllowed _ ->
                    throw new IllegalStateException("a page of ours");
        };
    }
}
