package io.advicly.calendly.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much of the calendar is read.
@ConfigMapping(prefix = "calendly.sync")
public interface SyncSettings {

    /// How far back, from the time of the sync.
    @WithDefault("30d")
    Duration past();

    /// How far ahead.
    @WithDefault("365d")
    Duration future();
}
