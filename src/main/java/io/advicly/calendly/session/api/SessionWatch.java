package io.advicly.calendly.session.api;

import io.advicly.calendly.lifecycle.status.StatusQuery;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.work.HeldCalls;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.ConnectSessions;
import io.advicly.calendly.session.SessionBell;
import io.advicly.calendly.session.SessionSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells how a session stands, now or as soon as that changes. Whoever waits holds no connection to
/// the database: each look has a context of its own, which is over before the wait goes on.
@Startup // its gauge is read before anybody waits
@ApplicationScoped
class SessionWatch {

    /// Calls that are held here.
    static final String WAITING = "calendly.sessions.waiting";

    /// What nobody rings for, such as the progress of a sync, is looked for now and then.
    private static final Duration RECHECK = Duration.ofSeconds(10);

    private static final Duration RECHECK_OF_SYNC = Duration.ofSeconds(2);

    /// Tabs of one user.
    private static final int MOST_OF_ONE = 10;

    private static final Duration LATER = Duration.ofSeconds(10);

    private final ConnectSessions sessions;
    private final StatusQuery status;
    private final SessionBell bell;
    private final IsolatedContexts contexts;
    private final HeldCalls held;
    private final Clock clock;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();

    SessionWatch(
            ConnectSessions sessions,
            StatusQuery status,
            SessionBell bell,
            IsolatedContexts contexts,
            HeldCalls held,
            SessionSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.sessions = sessions;
        this.status = status;
        this.bell = bell;
        this.contexts = contexts;
        this.held = held;
        this.clock = clock;
        this.most = settings.waiting();
        var _ = meters.gauge(WAITING, waiting);
    }

    Uni<SessionReply> now(ConnectSession session) {
        return status.statusOf(session.owner()).map(view -> SessionReply.of(view, session));
    }

    /// @param known the version that the caller has seen; null for the one of this moment
    /// @param left is told how to end the wait of a caller who has gone
    Uni<SessionReply> changed(
            ConnectSession session,
            Duration longest,
            @Nullable String known,
            Consumer<Runnable> left) {
        if (bell.waiting(session.id()) >= MOST_OF_ONE) {
            throw Problems.of(
                    ProblemType.TOO_MANY_STREAMS, "This session has too many calls held.", LATER);
        }
        if (!take()) {
            throw Problems.of(
                    ProblemType.UNAVAILABLE, "No more calls can be held right now.", LATER);
        }
        SessionWait wait = new SessionWait(known, clock.instant().plus(longest));
        left.accept(wait::leave);
        Runnable wake = wait::wake;
        bell.listen(session.id(), wake);
        return CallersContext.keep(loop(session, wait))
                .onTermination()
                .invoke(() -> {
                    bell.leave(session.id(), wake);
                    giveBack();
                });
    }

    private boolean take() {
        if (!held.take()) {
            return false;
        }
        boolean taken = waiting.incrementAndGet() <= most;
        if (!taken) {
            giveBack();
        }
        return taken;
    }

    private void giveBack() {
        waiting.decrementAndGet();
        held.giveBack();
    }

    private Uni<SessionReply> loop(ConnectSession session, SessionWait wait) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(session, wait))
                .whilst(Optional::isEmpty)
                .collect()
                .last()
                .map(Optional::orElseThrow);
    }

    /// @return empty to look once more
    private Uni<Optional<SessionReply>> step(ConnectSession session, SessionWait wait) {
        return contexts.run(() -> look(session)).chain(seen -> seenOrSleep(seen, wait));
    }

    private Uni<Optional<SessionReply>> seenOrSleep(SessionReply seen, SessionWait wait) {
        Instant now = clock.instant();
        return wait.isNews(seen.version(), now) || bell.isStopping()
                ? Uni.createFrom().item(Optional.of(seen))
                : sleep(wait, longest(seen, wait, now)).replaceWith(Optional.empty());
    }

    private Uni<SessionReply> look(ConnectSession session) {
        return sessions.byId(session.id())
                .chain(found ->
                        status.statusOf(session.owner())
                                .map(view -> SessionReply.of(view, found.orElse(session))));
    }

    private static Duration longest(SessionReply seen, SessionWait wait, Instant now) {
        boolean syncing =
                seen.connection().sync() != null
                        && seen.connection().sync().status().equals("pending");
        Duration recheck = syncing ? RECHECK_OF_SYNC : RECHECK;
        Duration left = Duration.between(now, wait.end());
        return left.compareTo(recheck) < 0 ? left : recheck;
    }

    private static Uni<Boolean> sleep(SessionWait wait, Duration longest) {
        return Patience.of(longest.plusMillis(1), wait.woken()).recoverWithItem(false);
    }
}
