package io.advicly.calendly.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/// Connecting from anywhere.
@ConfigMapping(prefix = "calendly.sessions")
public interface SessionSettings {

    /// What people call the product that they connect Calendly to; the host that they come from
    /// when this is left out.
    Optional<String> product();

    /// How many calls a replica holds until something happens.
    @WithDefault("2000")
    @Min(1)
    @Max(100_000)
    int waiting();
}
