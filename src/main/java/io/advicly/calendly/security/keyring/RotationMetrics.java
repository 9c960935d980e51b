package io.advicly.calendly.security.keyring;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/// How many rows are not on the active key yet, by key id. Every replica tells the same number.
@ApplicationScoped
class RotationMetrics {

    static final String METER = "calendly.encryption.rows.left";

    private final MultiGauge gauge;

    RotationMetrics(MeterRegistry meters) {
        this.gauge = MultiGauge.builder(METER).register(meters);
    }

    void left(List<SealedRows.Count> counts) {
        Map<String, Long> byKey =
                counts.stream()
                        .collect(
                                groupingBy(
                                        SealedRows.Count::keyId,
                                        summingLong(SealedRows.Count::rows)));
        gauge.register(
                byKey.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                it -> MultiGauge.Row.of(Tags.of("key", it.getKey()), it.getValue()))
                        .toList(),
                true);
    }
}
