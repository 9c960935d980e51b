package io.advicly.calendly.calendly.http.metrics;

import io.advicly.calendly.calendly.RateLimits;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Shows how many calls the grant has left that has the fewest.
@ApplicationScoped
class RateLimitGauge {

    static final String METER = "calendly.client.calls.remaining";

    void register(@Observes StartupEvent start, MeterRegistry meters, RateLimits limits) {
        meters.gauge(METER, limits, RateLimits::fewest);
    }
}
