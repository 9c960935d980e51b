package io.advicly.calendly.backend;

import io.advicly.calendly.feed.CursorExpiredException;
import io.advicly.calendly.feed.CursorUnknownException;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.FeedPage;
import io.advicly.calendly.feed.FeedScope;
import io.advicly.calendly.feed.read.FeedReader;
import io.advicly.calendly.feed.read.TenantNews;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.work.HeldCalls;
import io.advicly.calendly.security.identity.BackendCaller;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Reads events for a call, and waits for some where the caller is patient: holding nothing of the
/// database's, and for as long as this process answers calls. Whoever is patient reads in turn,
/// too: as many as wait may come, or be woken, at the same moment, and the database's connections
/// are for others as well.
@Startup // its gauge is read before anybody waits
@ApplicationScoped
class EventReads {

    /// How many calls may wait at the same time.
    private static final int MOST_WAITING = 2_000;

    /// How many of them read at the same time: less than half of the connections that there are.
    private static final int READING = 6;

    /// Calls that wait for events.
    static final String WAITING = "events.waiting";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /// With the time that a statement has, what anybody waits while the database answers nobody; a
    /// thousand have their turns in less.
    private static final Duration LONGEST_TURN = Duration.ofSeconds(3);

    private final FeedReader feed;
    private final TenantNews news;
    private final HeldCalls held;
    private final WaitingCalls waiting = new WaitingCalls(MOST_WAITING);
    private final FewAtATime turns = new FewAtATime(READING, LONGEST_TURN);

    EventReads(FeedReader feed, TenantNews news, HeldCalls held, MeterRegistry meters) {
        meters.gauge(WAITING, waiting, WaitingCalls::count);
        this.held = held;
        this.feed = feed;
        this.news = news;
    }

    /// @param whenLeft takes what is to be done once the caller has gone
    Uni<FeedPage> read(BackendCaller backend, EventsQuery query, Consumer<Runnable> whenLeft) {
        FeedScope scope =
                backend.tenant()
                        .<FeedScope>map(FeedScope.OneTenant::new)
                        .orElseGet(FeedScope.AllTenants::new);
        boolean patient = query.patience().isPositive();
        return (patient && !isKnown(query)
                        ? turns.inTurn(() -> first(scope, query))
                        : first(scope, query))
                .chain(page ->
                        page.events().isEmpty() && patient
                                ? waited(scope, page, query, whenLeft)
                                : Uni.createFrom().item(page))
                .onFailure(FewAtATime.TooLongException.class)
                .transform(late -> unavailable())
                .onFailure(CursorExpiredException.class)
                .transform(expired -> problem((CursorExpiredException) expired))
                .onFailure(CursorUnknownException.class)
                .transform(unknown ->
                        QueryParameters.invalid(
                                "after was never handed out, or before the database was put back: read without it."));
    }

    private Uni<FeedPage> first(FeedScope scope, EventsQuery query) {
        return switch (query.start()) {
            case EventsQuery.Start.Oldest() ->
                    feed.oldest().chain(oldest -> page(scope, oldest - 1, query));
            case EventsQuery.Start.Latest() -> feed.latest().map(EventReads::nothingAfter);
            case EventsQuery.Start.After(long position) ->
                    isKnown(query)
                            ? Uni.createFrom().item(nothingAfter(position))
                            : page(scope, position, query);
        };
    }

    /// Whoever waits and has read all there is: nothing has to be asked.
    private boolean isKnown(EventsQuery query) {
        return query.patience().isPositive()
                && query.start() instanceof EventsQuery.Start.After(long position)
                && news.isLatest(position);
    }

    private static RuntimeException unavailable() {
        return Problems.of(
                ProblemType.UNAVAILABLE, "Events cannot be read right now.", RETRY_AFTER);
    }

    private static FeedPage nothingAfter(long position) {
        return new FeedPage(List.of(), position, true);
    }

    private Uni<FeedPage> page(FeedScope scope, long after, EventsQuery query) {
        return feed.read(scope, after, query.types(), query.limit());
    }

    private Uni<FeedPage> waited(
            FeedScope scope, FeedPage empty, EventsQuery query, Consumer<Runnable> whenLeft) {
        if (!take(scope)) {
            return Uni.createFrom()
                    .failure(
                            Problems.of(
                                    ProblemType.TOO_MANY_WAITING,
                                    "Too many calls wait for events here. Ask without wait, or later.",
                                    RETRY_AFTER));
        }
        EventWait wait = new EventWait(query.patience());
        whenLeft.accept(wait::leave);
        return untilThereIsSome(scope, empty, query, wait)
                .onTermination()
                .invoke(() -> giveBack(scope));
    }

    private boolean take(FeedScope scope) {
        if (!held.take()) {
            return false;
        }
        boolean taken = waiting.take(scope);
        if (!taken) {
            held.giveBack();
        }
        return taken;
    }

    private void giveBack(FeedScope scope) {
        waiting.giveBack(scope);
        held.giveBack();
    }

    /// In a loop and no chain: there may be much of other types.
    private Uni<FeedPage> untilThereIsSome(
            FeedScope scope, FeedPage empty, EventsQuery query, EventWait wait) {
        AtomicLong next = new AtomicLong(empty.next());
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        awaitPage(scope, next.get(), empty, query, wait)
                                .invoke(page -> next.set(page.next())))
                .whilst(page -> page.events().isEmpty() && !wait.isOver() && !news.isOver())
                .collect()
                .last();
    }

    /// @param empty for whoever has left meanwhile
    private Uni<FeedPage> awaitPage(
            FeedScope scope, long after, FeedPage empty, EventsQuery query, EventWait wait) {
        return wait.unlessLeft(news.after(scope, after, wait.remaining()))
                .chain(come ->
                        wait.hasLeft()
                                ? Uni.createFrom().item(empty)
                                : turns.inTurn(() ->
                                        wait.hasLeft()
                                                ? Uni.createFrom().item(empty)
                                                : page(scope, after, query)));
    }

    private static RuntimeException problem(CursorExpiredException expired) {
        return Problems.builder(
                        ProblemType.CURSOR_EXPIRED,
                        "What came after it is no longer all kept. The oldest event that is kept is "
                                + Event.id(expired.oldest())
                                + ": read without after to begin there.")
                .with("oldest", Event.id(expired.oldest()))
                .build();
    }
}
