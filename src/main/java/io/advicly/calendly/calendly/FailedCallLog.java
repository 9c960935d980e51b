package io.advicly.calendly.calendly;

import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The canonical line of a failed attempt. All its texts have passed [Redaction].
final class FailedCallLog {

    private static final Logger LOG = Logger.getLogger(FailedCallLog.class);

    private FailedCallLog() {}

    static void write(CalendlyOperation operation, CalendlyFailure failure, Duration duration) {
        LOG.warn(line(operation, failure, duration));
    }

    /// A page of which something could not be read: how much, and what was wrong with the first.
    static void write(CalendlyOperation operation, List<LeftOut> leftOut) {
        LOG.warnf(
                "calendly.records.left_out operation=%s count=%d uri=%s why=%s",
                operation.label(),
                leftOut.size(),
                quoted(Redaction.of(leftOut.getFirst().uri())),
                quoted(Redaction.of(leftOut.getFirst().why())));
    }

    static String line(CalendlyOperation operation, CalendlyFailure failure, Duration duration) {
        CalendlyAnswer answer = failure.answer();
        return "calendly.call.failed operation=%s outcome=%s status=%d title=%s message=%s details=%s request_id=%s duration_ms=%d"
                .formatted(
                        operation.label(),
                        CallOutcome.of(failure).label(),
                        answer.status(),
                        quoted(answer.title()),
                        quoted(answer.message()),
                        quoted(String.join("; ", answer.details())),
                        quoted(answer.requestId()),
                        duration.toMillis());
    }

    /// Quoted, so that a value can neither end its field nor begin another.
    private static String quoted(@Nullable String value) {
        return value == null ? "-" : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
