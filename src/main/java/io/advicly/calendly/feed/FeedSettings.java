package io.advicly.calendly.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// The feed.
@ConfigMapping(prefix = "calendly.events")
public interface FeedSettings {

    /// How long events are kept. Whole days of them are dropped: up to a day longer.
    @WithDefault("30d")
    @DurationMin(days = 1)
    Duration keep();
}
