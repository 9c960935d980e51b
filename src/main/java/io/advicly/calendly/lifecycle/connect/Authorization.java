package io.advicly.calendly.lifecycle.connect;

import io.advicly.calendly.connection.consent.CodeExchangeFlow;
import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.state.Destination;
import io.advicly.calendly.lifecycle.state.OAuthStates;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Step 3 of flow 1: a one-time state, and the address of Calendly's consent page.
@ApplicationScoped
class Authorization {

    private final OAuthStates states;
    private final CodeExchangeFlow codeExchangeFlow;
    private final Addresses addresses;

    Authorization(OAuthStates states, CodeExchangeFlow codeExchangeFlow, Addresses addresses) {
        this.states = states;
        this.codeExchangeFlow = codeExchangeFlow;
        this.addresses = addresses;
    }

    Uni<ConnectOutcome> ask(Caller caller, Destination to, boolean switchAccount) {
        return states.create(caller, to, switchAccount).map(this::required);
    }

    private ConnectOutcome.AuthorizationRequired required(OAuthStates.Ticket ticket) {
        return new ConnectOutcome.AuthorizationRequired(
                codeExchangeFlow
                        .authorizeUrl(ticket.state(), ticket.codeChallenge(), addresses.callback())
                        .toString(),
                ticket);
    }
}
