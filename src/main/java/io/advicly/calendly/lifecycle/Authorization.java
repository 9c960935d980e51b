package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Consent;
import io.advicly.calendly.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

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

    Uni<ConnectOutcome> ask(Caller caller, Destination to, boolean switchAccount) {
        return states.create(caller, to, switchAccount)
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
