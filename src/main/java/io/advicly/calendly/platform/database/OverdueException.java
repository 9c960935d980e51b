package io.advicly.calendly.platform.database;

import io.vertx.core.VertxException;

/// Nothing was sent: the time is over that whoever asks had for all of it.
public final class OverdueException extends VertxException {

    private static final long serialVersionUID = 1;

    OverdueException() {
        super("Timeout of the work that the statement is part of", true);
    }
}
