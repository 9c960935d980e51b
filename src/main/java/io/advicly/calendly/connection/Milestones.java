package io.advicly.calendly.connection;

import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Where the flows say how far they are. Does nothing, unless a crash test asks for a crash.
@ApplicationScoped
public class Milestones {

    /// What `kill -9` leaves as the exit code.
    private static final int KILLED = 137;

    private final Optional<Milestone> haltAt;

    Milestones(Settings settings) {
        this.haltAt = settings.haltAt();
    }

    /// For the crash test.
    @ConfigMapping(prefix = "calendly.dangerous")
    public interface Settings {

        /// Kills the process the moment it gets there, without any clean-up. Never set this in
        /// production.
        Optional<Milestone> haltAt();
    }

    public void reached(Milestone milestone) {
        if (haltAt.isPresent() && haltAt.get() == milestone) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
