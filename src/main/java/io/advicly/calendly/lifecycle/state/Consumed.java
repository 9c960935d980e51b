package io.advicly.calendly.lifecycle.state;

import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.identity.Caller;

/// What became of a state that came back.
public sealed interface Consumed {

    /// Good, and used up now.
    record Usable(Caller owner, SecretString codeVerifier, Destination to) implements Consumed {}

    /// Used up now, but of no use: the browser is sent back with this reason.
    record Spent(Destination to, Reason reason) implements Consumed {}

    /// Used up before: what came of it then has been told.
    record Again(Destination to) implements Consumed {}

    /// Never made here: nowhere to send the browser to.
    record Unknown() implements Consumed {}
}
