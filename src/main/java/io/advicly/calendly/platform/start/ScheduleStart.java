package io.advicly.calendly.platform.start;

import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.platform.log.calm.CalmLog;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Lets scheduled work begin once every check of the start is through
/// (`quarkus.scheduler.start-mode=halted` holds it back until then) and other replicas know this
/// one, so that they take over what it claims should it die; and none begin once the process is
/// told to stop.
@ApplicationScoped
class ScheduleStart {

    private final Scheduler scheduler;
    private final Replica replica;
    private volatile boolean stopping;

    ScheduleStart(Scheduler scheduler, Replica replica) {
        this.scheduler = scheduler;
        this.replica = replica;
    }

    void begin(@Observes @Priority(100) StartupEvent start) {
        CalmLog.started();
        replica.known().subscribe().with(known -> resume());
    }

    private void resume() {
        if (scheduler.isStarted() && !stopping) {
            scheduler.resume();
        }
    }

    /// After whoever waits for work of theirs.
    void over(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stop) {
        CalmLog.ended();
    }

    void end(@Observes ShutdownDelayInitiatedEvent announced) {
        stopping = true;
        if (scheduler.isStarted()) {
            scheduler.pause();
        }
    }
}
