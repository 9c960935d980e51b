package io.advicly.calendly.platform.start;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Stops the start on a wrong configuration where nobody has looked before: in development.
@ApplicationScoped
class ConfigurationGate {

    private final List<ConfigurationCheck> checks;

    ConfigurationGate(@All List<ConfigurationCheck> checks) {
        this.checks = checks;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        List<String> complaints =
                checks.stream().flatMap(check -> check.complaints().stream()).toList();
        if (!complaints.isEmpty()) {
            throw new ConfigurationException(ConfigurationErrors.text(complaints));
        }
    }
}
