package io.advicly.calendly.calendly.http.metrics;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyOperation;
import io.advicly.calendly.platform.log.RecurringLog;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The canonical line of a failed attempt. All its texts have passed `Redaction`.
public final class FailedCallLog {

    private static final Logger LOG = Logger.getLogger(FailedCallLog.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private FailedCallLog() {}

    static void write(CalendlyOperation operation, CalendlyFailure failure, Duration duration) {
        LOG.warn(line(operation, failure, duration));
    }

    /// A record, or a field of one, that could not be read: one line a minute for each field, and
    /// no value.
    public static void leftOut(CalendlyOperation operation, String field, String why) {
        RECURRING.warn(
                operation.label() + " " + field,
                () ->
                        "calendly.record.left_out operation=%s field=%s why=%s"
                                .formatted(operation.label(), field, quoted(why)));
    }

    public static String line(
            CalendlyOperation operation, CalendlyFailure failure, Duration duration) {
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
