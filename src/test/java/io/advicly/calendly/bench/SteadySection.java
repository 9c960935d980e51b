package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// (g) the highest steady rate at which meetings are visible within a second of their deliveries,
/// in the list and on the streams, deliveries spread over many users, each of whom has a stream
/// open; as a ratio to the single-row inserts of the same run.
final class SteadySection {

    private static final int ORGANIZATIONS = 20;
    private static final int USERS_OF_EACH = 5;
    private static final double VISIBLE_MILLIS = 1_000;

    /// Rates are tried in steps of so much of the single-row inserts.
    private static final double STEP = 0.05;

    private static final int FIRST = 2;
    private static final int LAST = 16;

    /// What shares its machine may have a bad minute: a rate has failed when it has failed twice.
    private static final int TRIES = 2;

    /// Without pgbench, as much as that may be.
    private static final double ASSUMED_INSERTS = 4_000;

    /// Of the rate that is aimed at, so much has to be accepted.
    private static final double KEPT = 0.98;

    private static final List<String> HEAD =
            List.of(
                    "of single-row inserts",
                    "per second",
                    "accepted per second",
                    "answer p99 ms",
                    "list p50 ms",
                    "list p99 ms",
                    "stream p50 ms",
                    "stream p99 ms",
                    "stream max ms",
                    "left",
                    "service CPU us each",
                    "database CPU us each");

    private final Ground ground;
    private final Options options;
    private final Accepting accepting;
    private final List<ConnectedUsers.User> users;
    private final ListProbes probes;

    private SteadySection(Ground ground, Options options, Service service) {
        this.ground = ground;
        this.options = options;
        this.accepting = new Accepting(ground, service, options.on());
        this.users = ConnectedUsers.connect(ground.postgres(), ORGANIZATIONS, USERS_OF_EACH);
        this.probes = new ListProbes(users);
    }

    static void run(Ground ground, Options options, Report report) {
        try (Service service = ground.start(options.on(), Map.of())) {
            new SteadySection(ground, options, service).measure(report);
        }
    }

    private void measure(Report report) {
        accepting.warmUp(load((int) (STEP * FIRST * ASSUMED_INSERTS)));
        var _ = accepting.workedOff("");
        Optional<Double> limit = inserts();
        double inserts = limit.orElse(ASSUMED_INSERTS);
        List<List<Object>> rows = new ArrayList<>();
        Optional<Step> highest = Optional.empty();
        boolean goOn = true;
        for (int step = FIRST; step <= LAST && goOn; step++) {
            Optional<Step> passed = passed(step * STEP, inserts, rows);
            goOn = passed.isPresent();
            highest = passed.isPresent() ? passed : highest;
        }
        report.table(
                "steady",
                "Visible within a second at a steady rate, %d users of %d organizations (%s)"
                        .formatted(users.size(), ORGANIZATIONS, options.on().name()),
                HEAD,
                rows,
                verdict(limit, highest));
    }

    private Optional<Double> inserts() {
        Optional<Double> limit =
                InsertLimit.measure(
                                ground.postgres(),
                                Bodies.timed().length(),
                                options.connections(),
                                options.seconds())
                        .map(InsertLimit.Rate::perSecond);
        ground.forgetDeliveries();
        return limit;
    }

    /// @param visible whether everything was visible in time
    private record Step(double ratio, double rate, boolean visible, List<Object> row) {}

    /// Tries a rate.
    private Optional<Step> passed(double ratio, double inserts, List<List<Object>> rows) {
        for (int n = 0; n < TRIES; n++) {
            Step tried = step(ratio, (int) (ratio * inserts));
            rows.add(tried.row());
            System.out.println(tried.row());
            if (tried.visible()) {
                return Optional.of(tried);
            }
        }
        return Optional.empty();
    }

    private Step step(double ratio, int rate) {
        ground.forgetDeliveries();
        try (TimedStreams streams =
                TimedStreams.open(users.stream().map(ConnectedUsers.User::person).toList())) {
            CompletableFuture<Latencies> listing =
                    CompletableFuture.supplyAsync(() -> probes.run(options.seconds()));
            Accepting.Measured load = accepting.measureNow("steady", load(rate));
            long left = accepting.pending();
            Latencies listed = listing.join();
            var _ = accepting.workedOff("");
            streams.awaitAtLeast(load.outcome().requests() - load.outcome().refused());
            return step(ratio, rate, load, left, listed, streams.latencies());
        }
    }

    private static Step step(
            double ratio,
            int rate,
            Accepting.Measured load,
            long left,
            Latencies listed,
            Latencies streamed) {
        double accepted = load.outcome().acceptedPerSecond();
        boolean visible =
                accepted >= KEPT * rate
                        && listed.millis(0.99) <= VISIBLE_MILLIS
                        && streamed.millis(0.99) <= VISIBLE_MILLIS;
        return new Step(
                ratio,
                rate,
                visible,
                List.of(
                        ratio,
                        (long) rate,
                        accepted,
                        load.outcome().p99(),
                        listed.millis(0.5),
                        listed.millis(0.99),
                        streamed.millis(0.5),
                        streamed.millis(0.99),
                        streamed.millis(1),
                        left,
                        load.cpuMicros(),
                        load.databaseMicros()));
    }

    private Wrk.Load load(int rate) {
        return new Wrk.Load(
                Surroundings.service("").toString(),
                ConnectedUsers.lines(users),
                Bodies.timed(),
                options.connections(),
                options.seconds(),
                rate);
    }

    private static String verdict(Optional<Double> limit, Optional<Step> highest) {
        String rate =
                highest.map(step ->
                                "%.2f of the single-row inserts, %,.0f/s"
                                        .formatted(step.ratio(), step.rate()))
                        .orElse("none");
        return String.format(
                Locale.ROOT,
                "The highest rate at which 99 %% were visible within a second, list and streams: %s%s.",
                rate,
                limit.map(it -> String.format(Locale.ROOT, " (inserts: %,.0f/s)", it))
                        .orElse(" (no pgbench on the PATH: 4,000/s assumed)"));
    }
}
