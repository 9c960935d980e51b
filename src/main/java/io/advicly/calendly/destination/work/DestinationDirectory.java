package io.advicly.calendly.destination.work;

import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.notice.NoticeListener;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Who wants what, from memory: whatever comes into the feed, a destination that it does not
/// concern costs nothing. A trigger notifies of every change that matters here; then all are read
/// again, soon.
@ApplicationScoped
class DestinationDirectory implements NoticeListener {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(DestinationDirectory.class));

    private static final String ALL =
            "SELECT d.id, d.tenant_id, d.types FROM destinations d WHERE " + DispatchTable.ON;

    private static final long GATHER_MILLIS = 50;
    private static final long AGAIN_MILLIS = 5_000;

    private final Pool pool;
    private final Vertx vertx;
    private final AtomicBoolean planned = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final List<Consumer<Set<UUID>>> observers = new CopyOnWriteArrayList<>();
    private final Set<UUID> changed = new HashSet<>();
    private volatile Map<String, List<Interest>> byTenant = Map.of();

    DestinationDirectory(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    private record Interest(UUID id, Set<EventType> types) {}

    /// @param observer is told which destinations have changed, once this knows how
    void subscribe(Consumer<Set<UUID>> observer) {
        observers.add(observer);
    }

    boolean isEmpty() {
        return byTenant.isEmpty();
    }

    Stream<UUID> interestedIn(FeedWindow.Concern concern) {
        return Stream.of(concern.tenantId(), Job.ALL)
                .distinct()
                .flatMap(tenant -> byTenant.getOrDefault(tenant, List.of()).stream())
                .filter(interest -> interest.types().contains(concern.type()))
                .map(Interest::id);
    }

    @Override
    public String channel() {
        return "calendly_destinations";
    }

    @Override
    public void heard(String payload) {
        synchronized (changed) {
            changed.add(UUID.fromString(payload));
        }
        readIn(GATHER_MILLIS);
    }

    /// What was notified before may have been missed.
    @Override
    public void listening() {
        readIn(1);
    }

    private void readIn(long millis) {
        if (planned.compareAndSet(false, true)) {
            vertx.setTimer(millis, timer -> readNow());
        } else {
            again.set(true);
        }
    }

    /// One reading at a time: an older one must not come last.
    private void readNow() {
        again.set(false);
        read().onTermination()
                .invoke(() -> planned.set(false))
                .subscribe()
                .with(done -> readAgain(), this::failed);
    }

    private void readAgain() {
        if (again.get()) {
            readIn(GATHER_MILLIS);
        }
    }

    private Uni<Void> read() {
        Set<UUID> about = take();
        return pool.query(ALL)
                .execute()
                .invoke(rows -> replaceAll(rows, about))
                .onFailure()
                .invoke(() -> putBack(about))
                .replaceWithVoid();
    }

    private void replaceAll(RowSet<Row> rows, Set<UUID> about) {
        Map<String, List<Interest>> all = new HashMap<>();
        rows.forEach(row -> add(all, row));
        byTenant = all;
        observers.forEach(observer -> observer.accept(about));
    }

    private static void add(Map<String, List<Interest>> all, Row row) {
        all.computeIfAbsent(row.getString("tenant_id"), any -> new ArrayList<>())
                .add(
                        new Interest(
                                row.getUUID("id"), WantedTypes.of(row.getArrayOfStrings("types"))));
    }

    private Set<UUID> take() {
        synchronized (changed) {
            Set<UUID> taken = Set.copyOf(changed);
            changed.clear();
            return taken;
        }
    }

    private void putBack(Set<UUID> about) {
        synchronized (changed) {
            changed.addAll(about);
        }
    }

    private void failed(Throwable failure) {
        RECURRING.warn(
                "read", () -> "destinations.not_read reason=%s".formatted(failure.getMessage()));
        readIn(AGAIN_MILLIS);
    }
}
