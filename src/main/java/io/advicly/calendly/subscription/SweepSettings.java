package io.advicly.calendly.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How often subscriptions are looked at, and unfinished work is gone on with.
@ConfigMapping(prefix = "calendly.sweep")
public interface SweepSettings {

    /// How often a replica looks for something due.
    @WithDefault("15s")
    Duration every();

    /// How long a healthy subscription is left alone. One call to Calendly each time.
    @WithDefault("1h")
    Duration checkEvery();

    /// By how many percent the time of a check is varied, so that checks do not bunch.
    @WithDefault("10")
    @Min(0)
    @Max(50)
    int spreadPercent();

    /// How many organizations a replica reconciles at the same time.
    @WithDefault("16")
    @Min(1)
    @Max(64)
    int lanes();

    /// How many subscriptions that mean nothing any more are deleted with one statement.
    @WithDefault("200")
    @Min(1)
    int batch();
}
