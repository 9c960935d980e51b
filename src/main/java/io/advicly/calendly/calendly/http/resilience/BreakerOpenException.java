package io.advicly.calendly.calendly.http.resilience;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.http.answer.TransportFailures;

/// A breaker did not let an attempt through. Repeating it at once would be no use.
final class BreakerOpenException extends RuntimeException {

    private final String host;

    BreakerOpenException(String host) {
        super(null, null, false, false);
        this.host = host;
    }

    /// What the caller is told: Calendly has not seen the call.
    CalendlyFailure asFailure() {
        return TransportFailures.unavailable("not called: " + host + " has been failing", false);
    }
}
