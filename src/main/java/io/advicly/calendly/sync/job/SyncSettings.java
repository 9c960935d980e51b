package io.advicly.calendly.sync.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/// How much of the calendar is read, and at what pace.
@ConfigMapping(prefix = "calendly.sync")
public interface SyncSettings {

    /// How far back a sync reads, from its own time.
    @WithDefault("30d")
    Duration past();

    /// How far ahead a sync reads.
    @WithDefault("365d")
    Duration future();

    /// How many syncs a replica runs at the same time.
    @WithDefault("8")
    @Min(1)
    @Max(100)
    int concurrency();

    /// How long a sync runs before another one that waits gets its place.
    @WithDefault("20s")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 60)
    Duration turn();

    /// How many calls a minute an account may make, until Calendly says so itself.
    @WithDefault("500")
    @Min(1)
    int callsPerMinute();

    /// The share of an account's calls that a sync may use; the rest is left for everything else.
    @WithDefault("80")
    @Min(1)
    @Max(100)
    int sharePercent();

    /// How long finished syncs are kept.
    @WithDefault("30d")
    Duration keep();

    Nightly nightly();

    /// When everybody's calendar is read once a day.
    interface Nightly {

        /// Whether everybody's calendar is read once a night.
        @WithDefault("true")
        boolean enabled();

        /// When the night begins, after midnight UTC.
        @WithDefault("1h")
        @DurationMin(seconds = 0)
        @DurationMax(hours = 24)
        Duration start();

        /// How long the night is: each connection has its own time in it.
        @WithDefault("5h")
        @DurationMin(seconds = 1)
        @DurationMax(hours = 24)
        Duration spread();

        /// How many nightly syncs are started at once, and may wait for their turn.
        @WithDefault("50")
        @Min(1)
        int batch();
    }
}
