package io.advicly.calendly.connection.consent;

import io.advicly.calendly.connection.Connection;

/// How the exchange of an authorization code ended. Calendly being away is a failure, not a result.
public sealed interface Exchanged {

    /// The grant is stored; the connection does not know its account yet.
    record Stored(Connection connection) implements Exchanged {}

    /// The user has left, or consented anew, before Calendly answered: the grant is revoked.
    record Withdrawn() implements Exchanged {}

    /// Calendly refused the code.
    record Refused() implements Exchanged {}
}
