package io.advicly.calendly.lifecycle.connect;

import io.advicly.calendly.lifecycle.state.OAuthStates;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import java.time.Duration;

/// What `POST /api/calendly/connection` came to.
public sealed interface ConnectOutcome {

    record Connected(ConnectionView connection) implements ConnectOutcome {}

    /// Only the browser can go on: it takes the cookie along.
    record AuthorizationRequired(String authorizationUrl, OAuthStates.Ticket ticket)
            implements ConnectOutcome {

        /// Leaves out the authorization URL: it holds the state.
        @Override
        public String toString() {
            return "AuthorizationRequired[ticket=%s]".formatted(ticket);
        }
    }

    record ReturnToNotAllowed() implements ConnectOutcome {}

    /// @param retryAfter when the window ends
    record TooManyAttempts(Duration retryAfter) implements ConnectOutcome {}
}
