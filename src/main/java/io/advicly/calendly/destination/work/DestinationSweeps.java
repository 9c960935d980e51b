package io.advicly.calendly.destination.work;

import io.advicly.calendly.feed.read.FeedNews;
import io.advicly.calendly.feed.read.FeedReader;
import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.Watchdog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What is done for destinations by the clock.
@ApplicationScoped
class DestinationSweeps {

    /// Destinations by `state`.
    static final String STATES = "destinations";

    /// For how long the one has failed that has failed longest.
    static final String FAILING = "destinations.failing.seconds";

    private static final Duration LONG = Duration.ofDays(1);
    private static final int BATCH = 1_000;

    private static final String FORGET =
            """
            DELETE FROM destination_attempts WHERE id IN (
              SELECT id FROM destination_attempts WHERE at < now() - interval '7 days'
              ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED)\
            """;

    private static final String END_SECRETS =
            "UPDATE destinations SET previous_secret = NULL, previous_until = NULL"
                    + " WHERE previous_until <= now()";

    private final EventDispatcher dispatcher;
    private final Survey survey;
    private final FeedNews news;
    private final FeedReader reader;
    private final Pool pool;
    private final Watchdog watchdog;
    private final Clock clock;
    private final AtomicLong failing;
    private final Map<String, AtomicLong> states = new ConcurrentHashMap<>();

    DestinationSweeps(
            EventDispatcher dispatcher,
            Survey survey,
            FeedNews news,
            FeedReader reader,
            Pool pool,
            Watchdog watchdog,
            Clock clock,
            MeterRegistry meters) {
        this.dispatcher = dispatcher;
        this.survey = survey;
        this.news = news;
        this.reader = reader;
        this.pool = pool;
        this.watchdog = watchdog;
        this.clock = clock;
        this.failing = meters.gauge(FAILING, new AtomicLong());
        for (String state : List.of("active", "failing", "held", "paused")) {
            states.put(state, meters.gauge(STATES, Tags.of("state", state), new AtomicLong()));
        }
    }

    /// One statement, whatever there is.
    @Scheduled(
            identity = "destinations-due",
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> due() {
        return watchdog.turn(
                "destinations-due", () -> survey.due().invoke(dispatcher::want).replaceWithVoid());
    }

    @Scheduled(
            identity = "destinations-survey",
            every = "1m",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> survey() {
        return watchdog.housekeeping(
                "destinations",
                () -> dispatcher.lookAtAll().chain(this::moveOn).chain(this::measure));
    }

    @Scheduled(
            identity = "destinations-retention",
            every = "10m",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return watchdog.housekeeping(
                "destination-attempts",
                () ->
                        InBatches.all(BATCH, this::forgetSome)
                                .chain(() -> pool.query(END_SECRETS).execute())
                                .replaceWithVoid());
    }

    private Uni<Integer> forgetSome() {
        return pool.preparedQuery(FORGET).execute(Tuple.of(BATCH)).map(SqlResult::rowCount);
    }

    private Uni<Void> moveOn() {
        long upTo = news.position();
        return reader.at(clock.instant().minus(LONG))
                .chain(before -> survey.moveOn(upTo, Math.min(before, upTo)))
                .replaceWithVoid();
    }

    private Uni<Void> measure() {
        return survey.states()
                .invoke(all -> {
                    states.values().forEach(gauge -> gauge.set(0));
                    all.forEach(this::show);
                    failing.set(all.stream().mapToLong(Survey.State::seconds).max().orElse(0));
                })
                .replaceWithVoid();
    }

    private void show(Survey.State state) {
        AtomicLong gauge = states.get(state.state());
        if (gauge != null) {
            gauge.set(state.number());
        }
    }
}
