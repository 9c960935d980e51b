package io.advicly.calendly.connection.token;

import java.util.UUID;

/// There is no grant, or Calendly refused it: only a new consent of the user helps.
public final class ConsentNeededException extends RuntimeException {

    public ConsentNeededException(String who) {
        super(who + " has to consent again", null, false, false);
    }

    static ConsentNeededException of(UUID connectionId) {
        return new ConsentNeededException("connection " + connectionId);
    }
}
