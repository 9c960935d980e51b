package io.advicly.calendly.lifecycle.backend;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.telling.Tellings;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.write.FeedSignal;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.advicly.calendly.lifecycle.status.StatusQuery;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Looks at connections of which something may have changed that their rows do not say, and tells
/// those that have become degraded, or are well again. Soon after whatever may have changed it has
/// marked them, and about once an hour for what time alone changes.
@ApplicationScoped
class ConnectionLooks {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(ConnectionLooks.class));

    private static final int BATCH = 20;

    private final Tellings tellings;
    private final Connections connections;
    private final StatusQuery status;
    private final ConnectionEventData data;
    private final EventTelling telling;
    private final FeedSignal signal;
    private final IsolatedContexts contexts;
    private final Watchdog watchdog;
    private volatile boolean stopping;

    ConnectionLooks(
            Tellings tellings,
            Connections connections,
            StatusQuery status,
            ConnectionEventData data,
            EventTelling telling,
            FeedSignal signal,
            IsolatedContexts contexts,
            Watchdog watchdog) {
        this.tellings = tellings;
        this.connections = connections;
        this.status = status;
        this.data = data;
        this.telling = telling;
        this.signal = signal;
        this.contexts = contexts;
        this.watchdog = watchdog;
    }

    @Scheduled(
            identity = "connection-looks",
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return InBatches.all(BATCH, () -> watchdog.turn("connection-looks", this::some))
                .replaceWithVoid();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent announced) {
        stopping = true;
    }

    private Uni<Integer> some() {
        if (stopping) {
            return Uni.createFrom().item(0);
        }
        return contexts.run(() -> tellings.claim(BATCH)).call(this::all).map(List::size);
    }

    private Uni<Void> all(List<Tellings.Due> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(one -> contexts.run(() -> look(one)))
                .onItem()
                .ignoreAsUni();
    }

    /// Must not fail: what goes wrong with one must not stop the others. It is looked at again.
    private Uni<Void> look(Tellings.Due due) {
        return connections
                .byId(due.connectionId())
                .chain(found ->
                        found.filter(Connection::active)
                                .map(connection -> look(connection, due))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(failure ->
                        RECURRING.error("look", failure, () -> "connection.not_looked_at"))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> look(Connection connection, Tellings.Due due) {
        return status.view(connection).chain(view -> tellIfChanged(view, due, connection));
    }

    private Uni<Void> tellIfChanged(ConnectionView view, Tellings.Due due, Connection connection) {
        Optional<EventType> type = Degradation.toTell(due.told(), view.status());
        return type.isEmpty()
                ? Uni.createFrom().voidItem()
                : tell(connection, due, view, type.orElseThrow());
    }

    private Uni<Void> tell(
            Connection connection, Tellings.Due due, ConnectionView view, EventType type) {
        return telling.tell(
                        connection,
                        String.valueOf(due.told()),
                        view.status(),
                        type,
                        data.text(BackendConnectionView.of(connection, view)))
                .invoke(signal::committed)
                .replaceWithVoid();
    }
}
