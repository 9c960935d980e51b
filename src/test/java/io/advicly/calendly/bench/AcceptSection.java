package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// (a) durable accepts at saturation and at half of it, beside (b) what the database and a bare
/// HTTP server can do.
final class AcceptSection {

    private static final int ROUNDS = 3;

    private AcceptSection() {}

    static void run(Ground ground, Options options, Report report) {
        List<List<Object>> rows = new ArrayList<>();
        try (Service service = ground.start(options.on(), Map.of())) {
            var _ = ground.connected();
            String body = Bodies.template(ground.hostUri());
            Wrk.Load load =
                    new Wrk.Load(
                            Surroundings.service("").toString(),
                            ground.target().line(),
                            body,
                            options.connections(),
                            options.seconds(),
                            0);
            rows.add(sink(load));
            Accepting accepting = new Accepting(ground, service, options.on());
            accepting.warmUp(load);
            List<Round> rounds = rounds(ground, options, load, accepting);
            Round median = rounds.get(ROUNDS / 2);
            median.limit().ifPresent(rate -> rows.add(row(rate)));
            Accepting.Measured most = median.most();
            rows.add(most.row());
            rows.add(accepting.workedOff("projecting what was left of that"));
            int half = (int) (most.outcome().acceptedPerSecond() / 2);
            rows.add(
                    accepting
                            .measure("accepts at half load (%d/s)".formatted(half), load.at(half))
                            .row());
            report.table(
                    "accept",
                    "Durable accepts per second (%s)".formatted(options.on().name()),
                    Accepting.HEAD,
                    rows,
                    verdict(rounds) + projected(median));
        }
    }

    /// Inserts and accepts, one right after the other, as a machine that is shared is not as fast
    /// now as it was a minute ago.
    ///
    /// @param left how much was not projected yet when the last delivery was accepted
    private record Round(Optional<InsertLimit.Rate> limit, Accepting.Measured most, long left) {

        double ratio() {
            return limit.map(rate -> most.outcome().acceptedPerSecond() / rate.perSecond())
                    .orElse(0.0);
        }
    }

    /// From the worst to the best.
    private static List<Round> rounds(
            Ground ground, Options options, Wrk.Load load, Accepting accepting) {
        List<Round> rounds = new ArrayList<>();
        for (int n = 0; n < ROUNDS; n++) {
            // Or the service would be at work while the database is measured alone.
            ground.forgetDeliveries();
            rounds.add(
                    new Round(
                            limit(ground, options, load.body()),
                            accepting.measureAsItIs("accepts at saturation", load),
                            accepting.pending()));
        }
        rounds.sort(Comparator.comparingDouble(Round::ratio));
        return rounds;
    }

    private static String projected(Round round) {
        long accepted = round.most().outcome().requests() - round.most().outcome().refused();
        return String.format(
                Locale.ROOT,
                " At saturation answers come first: %,d of %,d were projected meanwhile.",
                Math.max(0, accepted - round.left()),
                accepted);
    }

    private static String verdict(List<Round> rounds) {
        return rounds.getFirst().limit().isEmpty()
                ? "No pgbench on the PATH: the limit was not measured."
                : String.format(
                        Locale.ROOT,
                        "Accepts at saturation / single-row inserts: %.2f, the median of %d rounds (%.2f to %.2f), which is"
                                + " the one in the table.",
                        rounds.get(ROUNDS / 2).ratio(),
                        ROUNDS,
                        rounds.getFirst().ratio(),
                        rounds.getLast().ratio());
    }

    private static Optional<InsertLimit.Rate> limit(Ground ground, Options options, String body) {
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        Optional<InsertLimit.Rate> limit =
                InsertLimit.measure(
                        ground.postgres(), bytes, options.connections(), options.seconds());
        ground.forgetDeliveries();
        return limit;
    }

    private static List<Object> row(InsertLimit.Rate rate) {
        return List.of(
                "pgbench: single-row inserts",
                rate.perSecond(),
                rate.averageMillis(),
                "",
                0L,
                0L,
                "",
                "",
                "");
    }

    private static List<Object> sink(Wrk.Load load) {
        int port = Ground.freePort();
        Process sink = startSink(port);
        try {
            String base = "http://localhost:" + port;
            while (!Ground.answers(URI.create(base + "/"), 200)) {
                Thread.onSpinWait();
            }
            Wrk.Outcome outcome =
                    Wrk.warmedUp(
                            new Wrk.Load(
                                    base,
                                    load.targets(),
                                    load.body(),
                                    load.connections(),
                                    load.seconds(),
                                    0));
            return List.of(
                    "bare HTTP server",
                    outcome.acceptedPerSecond(),
                    outcome.p50(),
                    outcome.p99(),
                    outcome.refused(),
                    outcome.broken(),
                    "",
                    "",
                    "");
        } finally {
            Launch.stop(sink);
        }
    }

    private static Process startSink(int port) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            HttpSink.class.getName(),
                            String.valueOf(port))
                    .redirectErrorStream(true)
                    .redirectOutput(new File("target/bench-sink.log"))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
