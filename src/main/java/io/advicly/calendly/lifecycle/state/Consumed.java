package io.advicly.calendly.lifecycle.state;

import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.identity.Caller;
import java.net.URI;

/// What became of a state that came back.
public sealed interface Consumed {

    /// Good, and used up now.
    record Usable(Caller owner, SecretString codeVerifier, URI returnTo) implements Consumed {}

    /// Known, but of no use any more: the browser is sent back with this reason.
    record Spent(URI returnTo, Reason reason) implements Consumed {}

    /// Never made here: nowhere to send the browser to.
    record Unknown() implements Consumed {}
}
