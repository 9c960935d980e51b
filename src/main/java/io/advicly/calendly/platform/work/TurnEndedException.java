package io.advicly.calendly.platform.work;

/// A turn of a loop did not come on ([Watchdog]).
final class TurnEndedException extends RuntimeException {

    TurnEndedException(String loop) {
        // Where it stood nobody knows: no stack trace.
        super("a turn of " + loop + " did not come on", null, false, false);
    }
}
