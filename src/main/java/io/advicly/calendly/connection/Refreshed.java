package io.advicly.calendly.connection;

import io.advicly.calendly.security.SecretString;
import java.util.Optional;

/// How a refresh ended. Calendly being away is a failure, not a result.
public sealed interface Refreshed {

    /// A token that Calendly accepts.
    ///
    /// @param version of the grant that it belongs to
    /// @param hint whose it is; empty when Calendly did not say, or somebody else has refreshed
    record Token(SecretString accessToken, long version, Optional<AccountHint> hint)
            implements Refreshed {}

    /// There is no grant, or Calendly refused it: the user has to consent again.
    record ConsentNeeded() implements Refreshed {}
}
