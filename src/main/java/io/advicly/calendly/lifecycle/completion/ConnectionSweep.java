package io.advicly.calendly.lifecycle.completion;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.lifecycle.disconnect.CleanUp;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Slots;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.subscription.SweepSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Goes on with what a call, or the crash of a replica, has left unfinished.
@ApplicationScoped
class ConnectionSweep implements ClaimedWork {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(ConnectionSweep.class));

    private final Connections connections;
    private final ConnectCompletion connectCompletion;
    private final CleanUp cleanUp;
    private final Slots slots;

    ConnectionSweep(
            Connections connections,
            ConnectCompletion connectCompletion,
            CleanUp cleanUp,
            IsolatedContexts contexts,
            Watchdog watchdog,
            SweepSettings settings) {
        this.connections = connections;
        this.connectCompletion = connectCompletion;
        this.cleanUp = cleanUp;
        this.slots =
                new Slots("connections", settings.lanes(), contexts, watchdog, this::finishOne);
    }

    @Scheduled(identity = "connections", every = "${calendly.sweep.every:15s}")
    Uni<Void> sweep() {
        slots.wake();
        return Unis.nothing();
    }

    @Override
    public String freeing() {
        return Connections.freeingUnfinished();
    }

    @Override
    public void freed() {
        slots.wake();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent announced) {
        slots.stop();
    }

    /// Where one was left there may be more: another place looks for them meanwhile.
    private Uni<Boolean> finishOne() {
        return connections.claimUnfinished().chain(this::wakeAndFinish);
    }

    private Uni<Boolean> wakeAndFinish(Optional<Connection> claimed) {
        return claimed.map(
                        it -> {
                            slots.wake();
                            return finish(it).replaceWith(true);
                        })
                .orElseGet(() -> Unis.item(false));
    }

    private Uni<Void> finish(Connection unfinished) {
        Uni<Void> work =
                unfinished.status() == ConnectionStatus.CLOSING || unfinished.purged()
                        ? cleanUp.finish(unfinished)
                        : connectCompletion
                                .complete(unfinished, connectCompletion.deadline())
                                .replaceWithVoid();
        return work.onFailure().recoverWithItem(failure -> warnUnfinished(failure, unfinished));
    }

    private static Void warnUnfinished(Throwable failure, Connection unfinished) {
        RECURRING.warn(
                failure.getClass().getName(),
                () ->
                        "connection.sweep_failed connection=%s failure=%s"
                                .formatted(unfinished.id(), failure.getMessage()));
        return null;
    }
}
