package io.advicly.calendly.lifecycle;

/// What `POST /api/calendly/connection` came to.
sealed interface ConnectOutcome {

    record Connected(ConnectionView connection) implements ConnectOutcome {}

    /// Only the browser can go on: it takes the cookie along.
    record AuthorizationRequired(String authorizationUrl, OAuthStates.Ticket ticket)
            implements ConnectOutcome {}

    record ReturnToNotAllowed() implements ConnectOutcome {}
}
