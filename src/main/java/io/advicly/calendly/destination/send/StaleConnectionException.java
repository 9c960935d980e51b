package io.advicly.calendly.destination.send;

/// A connection that had been kept broke before its answer began: by what happened to it meanwhile,
/// or by what another call has left on it. Says nothing of the address.
final class StaleConnectionException extends Exception {

    private static final long serialVersionUID = 1;

    StaleConnectionException(Throwable cause) {
        super(cause);
    }
}
