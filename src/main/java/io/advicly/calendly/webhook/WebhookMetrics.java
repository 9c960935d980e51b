package io.advicly.calendly.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/// Counts deliveries.
@ApplicationScoped
class WebhookMetrics {

    /// Deliveries not believed, by `reason` ([RejectionReason], or `unknown_token`).
    static final String REJECTED = "webhook.rejected";

    /// Deliveries believed and kept, by `result` (`stored`, `repeat`) and by the `key` that signed
    /// them (`current`, `previous`, `application`).
    static final String INGESTED = "webhook.ingested";

    /// Attempts to work off a delivery, by `outcome` (`processed`, `ignored`, `retry`, `dead`).
    static final String SETTLED = "webhook.delivery.settled";

    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void rejected(String reason) {
        registry.counter(REJECTED, "reason", reason).increment();
    }

    void ingested(String result, String key) {
        registry.counter(INGESTED, "result", result, "key", key).increment();
    }

    void settled(String outcome) {
        registry.counter(SETTLED, "outcome", outcome).increment();
    }
}
