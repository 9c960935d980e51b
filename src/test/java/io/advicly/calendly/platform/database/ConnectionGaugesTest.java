package io.advicly.calendly.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ConnectionGaugesTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void thoseOfAConnectionAreLeftOutAndTheRestStays() {
        metrics.config().meterFilter(ConnectionGauges.none());

        var _ = Gauge.builder("postgresql.queue.size", () -> 1).register(metrics);
        var _ = Gauge.builder("webhook.queue.length", () -> 1).register(metrics);
        metrics.counter("postgresql.completed").increment();

        assertThat(metrics.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder("webhook.queue.length", "postgresql.completed");
    }
}
