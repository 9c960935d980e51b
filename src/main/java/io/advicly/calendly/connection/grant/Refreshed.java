package io.advicly.calendly.connection.grant;

import io.advicly.calendly.connection.Mistrust;
import io.advicly.calendly.security.cipher.SecretString;

/// How a refresh ended. Calendly being away is a failure, not a result.
public sealed interface Refreshed {

    /// A token that Calendly accepts.
    ///
    /// @param version of the grant that it belongs to
    /// @param mistrust what Calendly has thought of this grant's tokens that were just made
    record Token(SecretString accessToken, long version, Mistrust mistrust) implements Refreshed {}

    /// There is no grant, or Calendly refused it: the user has to consent again.
    record ConsentNeeded() implements Refreshed {}
}
