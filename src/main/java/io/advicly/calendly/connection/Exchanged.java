package io.advicly.calendly.connection;

import java.util.Optional;

/// How the exchange of an authorization code ended. Calendly being away is a failure, not a result.
public sealed interface Exchanged {

    /// The grant is stored; the connection does not know its account yet.
    ///
    /// @param hint whose grant it is; empty when Calendly did not say
    record Stored(Connection connection, Optional<AccountHint> hint) implements Exchanged {}

    /// Calendly refused the code.
    record Refused() implements Exchanged {}
}
