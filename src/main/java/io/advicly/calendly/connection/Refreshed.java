package io.advicly.calendly.connection;

import io.advicly.calendly.security.SecretString;

/// How asking for a valid access token ended. Calendly being away is a failure, not a result.
public sealed interface Refreshed {

    /// A token that Calendly accepts.
    record Token(SecretString accessToken) implements Refreshed {}

    /// There is no grant, or Calendly refused it: the user has to consent again.
    record ConsentNeeded() implements Refreshed {}
}
