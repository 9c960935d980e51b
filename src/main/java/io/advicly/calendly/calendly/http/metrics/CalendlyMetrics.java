package io.advicly.calendly.calendly.http.metrics;

import io.advicly.calendly.calendly.CalendlyOperation;
import java.time.Duration;

/// What is counted about calls to Calendly.
public interface CalendlyMetrics {

    /// One attempt ended. A call that is repeated is several attempts.
    void attempted(CalendlyOperation operation, CallOutcome outcome, Duration duration);

    /// A record, or a field of one, that could not be read.
    void leftOut(CalendlyOperation operation, String field);
}
