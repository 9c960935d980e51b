package io.advicly.calendly.lifecycle.connect;

import io.advicly.calendly.connection.consent.Consent;
import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.state.OAuthStates;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/// Step 3 of flow 1: a one-time state, and the address of Calendly's consent page.
@ApplicationScoped
class Authorization {

    private final OAuthStates states;
    private final Consent consent;
    private final Addresses addresses;

    Authorization(OAuthStates states, Consent consent, Addresses addresses) {
        this.states = states;
        this.consent = consent;
        this.addresses = addresses;
    }

    Uni<ConnectOutcome> ask(Caller caller, URI returnTo, boolean switchAccount) {
        return states.create(caller, returnTo, switchAccount)
                .map(ticket ->
                        new ConnectOutcome.AuthorizationRequired(
                                consent.authorizeUrl(
                                                ticket.state(),
                                                ticket.codeChallenge(),
                                                addresses.callback())
                                        .toString(),
                                ticket));
    }
}
