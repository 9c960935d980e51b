package io.advicly.calendly.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How long and how many signing keys are remembered.
@ConfigMapping(prefix = "calendly.signing-keys")
public interface KeyCacheSettings {

    /// How many subscriptions; about 0.5 kB of memory each.
    @WithDefault("100000")
    @Min(1)
    int cached();

    /// For how long, should the notice of a change be missed.
    @WithDefault("5m")
    Duration cachedFor();

    /// How many look-ups a second tokens may cost that no subscription is known to have.
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int strangers();
}
