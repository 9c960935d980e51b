package io.advicly.calendly.platform.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/// Has a process started anew in which a loop stands.
@Liveness
@ApplicationScoped
class LoopsHealth implements HealthCheck {

    private final Watchdog watchdog;

    LoopsHealth(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> dead = watchdog.standingFor(Watchdog.DEAD);
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Loops").status(dead.isEmpty());
        if (!dead.isEmpty()) {
            response.withData("standing", String.join(", ", dead));
        }
        return response.build();
    }
}
