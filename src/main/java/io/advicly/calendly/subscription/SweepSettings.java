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

    /// By how many percent that is varied, so that checks do not bunch.
    @WithDefault("10")
    @Min(0)
    @Max(50)
    int spreadPercent();

    /// How many a replica works through at one go.
    @WithDefault("50")
    @Min(1)
    int batch();
}
