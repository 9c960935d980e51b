package io.advicly.calendly.platform.failure;

import io.vertx.core.VertxException;

/// The connection is gone, and nobody knows whether the statement was carried out.
public final class ConnectionLostException extends VertxException {

    private static final long serialVersionUID = 1;

    public ConnectionLostException(String why, Throwable cause) {
        super(why, cause, true);
    }
}
