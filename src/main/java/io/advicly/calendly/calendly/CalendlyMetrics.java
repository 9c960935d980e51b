package io.advicly.calendly.calendly;

import java.time.Duration;

/// What is counted about calls to Calendly.
interface CalendlyMetrics {

    /// One attempt ended. A call that is repeated is several attempts.
    void attempted(CalendlyOperation operation, CallOutcome outcome, Duration duration);

    /// A record, or a field of one, that could not be read.
    void leftOut(CalendlyOperation operation, String field);
}
