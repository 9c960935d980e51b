package io.advicly.calendly.platform.body;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much of requests' bodies is in memory, of all of them together. What does not fit is
/// answered 503.
@ConfigMapping(prefix = "calendly.bodies")
public interface BodySettings {

    /// How many bytes of bodies may be in memory. Deliveries count while the rest of them is still
    /// coming; those that come in one piece, as Calendly's do, do not. Calls count until they are
    /// answered.
    @WithDefault("16M")
    MemorySize memory();

    /// How many bytes of bodies one client's address may have in memory.
    @WithDefault("4M")
    MemorySize perSender();

    /// How long a body may take to come.
    @WithDefault("10s")
    Duration patience();
}
