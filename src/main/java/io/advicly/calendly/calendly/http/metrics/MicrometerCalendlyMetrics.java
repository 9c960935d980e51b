package io.advicly.calendly.calendly.http.metrics;

import io.advicly.calendly.calendly.CalendlyOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// Keeps [CalendlyMetrics] in Micrometer.
public final class MicrometerCalendlyMetrics implements CalendlyMetrics {

    /// Timer: attempts of calls to Calendly, by operation and outcome.
    static final String CALLS = "calendly.client.calls";

    /// Counter: records, and fields of others, that could not be read and were left out, by
    /// operation and field.
    static final String LEFT_OUT = "calendly.client.left.out";

    /// Tag: a [CalendlyOperation] in lower case.
    static final String OPERATION = "operation";

    /// Tag: the name of the field that was missing or odd.
    static final String FIELD = "field";

    /// Tag: a [CallOutcome] in lower case.
    static final String OUTCOME = "outcome";

    private final MeterRegistry registry;

    public MicrometerCalendlyMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void attempted(CalendlyOperation operation, CallOutcome outcome, Duration duration) {
        Timer.builder(CALLS)
                .description("Attempts of calls to Calendly")
                .tag(OPERATION, operation.label())
                .tag(OUTCOME, outcome.label())
                .register(registry)
                .record(duration);
    }

    @Override
    public void leftOut(CalendlyOperation operation, String field) {
        Counter.builder(LEFT_OUT)
                .description("Records of Calendly's, and fields of others, that could not be read")
                .tag(OPERATION, operation.label())
                .tag(FIELD, field)
                .register(registry)
                .increment();
    }
}
