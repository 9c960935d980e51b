package io.advicly.calendly.subscription.keys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How long and how many signing keys are remembered.
@ConfigMapping(prefix = "calendly.signing-keys")
public interface KeyCacheSettings {

    /// How many subscriptions' keys are in memory at least; at most twice as many, at about 0.3 kB
    /// of memory each.
    @WithDefault("100000")
    @Min(1)
    int cached();

    /// For how long at most a key is in memory, should the notice of a change be missed; for half
    /// of it at least.
    @WithDefault("5m")
    Duration cachedFor();

    /// How many look-ups a second tokens may cost that no subscription is known to have.
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int strangers();
}
