package io.advicly.calendly.meeting.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// The outbox that Debezium reads.
@ConfigMapping(prefix = "calendly.outbox")
public interface OutboxSettings {

    /// Whether each change of a meeting is written to the outbox table, for Debezium.
    @WithDefault("false")
    boolean enabled();

    /// How long rows of the outbox are kept. Zero removes each in the transaction that wrote it:
    /// Debezium reads the write-ahead log and needs no row.
    @WithDefault("0s")
    @DurationMin(seconds = 0)
    Duration keep();
}
