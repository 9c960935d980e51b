package io.advicly.calendly.session;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.notice.NoticeListener;
import io.advicly.calendly.platform.stop.StopDelay;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Wakes whoever waits for a session, after the commit: those of this process at once, those of
/// other replicas by a notice. One that is not heard only delays, as whoever waits looks for itself
/// now and then.
@ApplicationScoped
public class SessionBell implements NoticeListener {

    private static final String CHANNEL = "calendly_session";
    private static final String NOTIFY =
            "SELECT set_config('synchronous_commit', 'off', true), pg_notify('"
                    + CHANNEL
                    + "', $1)";
    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(SessionBell.class));

    private final Map<UUID, Set<Runnable>> sleepers = new ConcurrentHashMap<>();
    private final Pool pool;
    private volatile boolean stopping;

    SessionBell(Pool pool) {
        this.pool = pool;
    }

    /// @param wake is called whenever something may have happened, until it is taken away
    public void listen(UUID session, Runnable wake) {
        sleepers.compute(
                session,
                (id, all) -> {
                    Set<Runnable> more = all == null ? ConcurrentHashMap.newKeySet() : all;
                    more.add(wake);
                    return more;
                });
    }

    public void leave(UUID session, Runnable wake) {
        sleepers.computeIfPresent(
                session,
                (id, all) -> {
                    all.remove(wake);
                    return all.isEmpty() ? null : all;
                });
    }

    /// How many wait for it here.
    public int waiting(UUID session) {
        return sleepers.getOrDefault(session, Set.of()).size();
    }

    /// Whether nobody is to wait any longer.
    public boolean isStopping() {
        return stopping;
    }

    void ring(UUID session) {
        wake(session);
        pool.preparedQuery(NOTIFY)
                .execute(Tuple.of(session.toString()))
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                RECURRING.warn(
                                        "ring",
                                        () -> "session.bell_failed reason=%s".formatted(failure)));
    }

    private void wake(UUID session) {
        Set.copyOf(sleepers.getOrDefault(session, Set.of())).forEach(Runnable::run);
    }

    private void wakeAll() {
        List.copyOf(sleepers.keySet()).forEach(this::wake);
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public void heard(String payload) {
        try {
            wake(UUID.fromString(payload));
        } catch (IllegalArgumentException notOurs) {
            RECURRING.warn("heard", () -> "session.bell_unclear");
        }
    }

    @Override
    public void listening() {
        wakeAll();
    }

    /// A held call is under way: the stop would wait for it.
    void stop(@Observes StopDelay.Over over) {
        stopping = true;
        wakeAll();
    }
}
