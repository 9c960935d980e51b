package io.advicly.calendly.connection;

import io.advicly.calendly.security.SecretString;

/// How a refresh ended. Calendly being away is a failure, not a result.
public sealed interface Refreshed {

    /// A token that Calendly accepts.
    ///
    /// @param version of the grant that it belongs to
    /// @param mistrusted whether Calendly has refused a token of this grant that was just made, and
    ///   accepted none since
    record Token(SecretString accessToken, long version, boolean mistrusted) implements Refreshed {}

    /// There is no grant, or Calendly refused it: the user has to consent again.
    record ConsentNeeded() implements Refreshed {}
}
