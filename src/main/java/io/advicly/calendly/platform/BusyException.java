package io.advicly.calendly.platform;

/// Somebody else held a lease for as long as we were ready to wait.
public final class BusyException extends RuntimeException {

    BusyException(String lease) {
        super("lease " + lease + " is held by somebody else");
    }
}
