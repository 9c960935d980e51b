package io.advicly.calendly.platform;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Lets scheduled work begin once every check of the start is through
/// (`quarkus.scheduler.start-mode=halted` holds it back until then).
@ApplicationScoped
class ScheduleStart {

    private final Scheduler scheduler;

    ScheduleStart(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void begin(@Observes @Priority(100) StartupEvent start) {
        if (scheduler.isStarted()) {
            scheduler.resume();
        }
    }
}
