package io.advicly.calendly.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// Pages for operators.
@ConfigMapping(prefix = "calendly.console")
public interface ConsoleSettings {

    /// Whether there is a console at all.
    @WithDefault("false")
    boolean enabled();

    /// What sessions are sealed with, in the cookies of whoever has signed in. The same for all
    /// replicas.
    Optional<String> secret();
}
