package io.advicly.calendly.platform.overview;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How closely the service counts what happens.
@ConfigMapping(prefix = "calendly.overview")
public interface OverviewSettings {

    /// How often each process writes down what has happened.
    @WithDefault("60s")
    Duration every();
}
