package io.advicly.calendly.destination.send;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Where events may be sent.
@ConfigMapping(prefix = "calendly.destinations")
public interface DestinationSettings {

    /// Whether plain HTTP, and addresses of this machine and of private networks, are good too: for
    /// development and tests. Link-local addresses and metadata services never are.
    @WithDefault("false")
    boolean allowPrivate();
}
