package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// (a) durable accepts at saturation and at half of it, beside (b) what the database and a bare
/// HTTP server can do.
final class AcceptSection {

    private AcceptSection() {}

    static void run(Ground ground, Options options, Report report) {
        List<List<Object>> rows = new ArrayList<>();
        try (Service service = ground.start(Launch.best(), Map.of())) {
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
            Optional<InsertLimit.Rate> limit = limit(ground, options, body);
            limit.ifPresent(rate -> rows.add(row(rate)));
            Accepting accepting = new Accepting(ground, service);
            Accepting.Measured most = accepting.measure("accepts at saturation", load);
            rows.add(most.row());
            long left = accepting.pending();
            rows.add(accepting.workedOff("projecting what was left of that"));
            int half = (int) (most.outcome().acceptedPerSecond() / 2);
            rows.add(
                    accepting
                            .measure("accepts at half load (%d/s)".formatted(half), load.at(half))
                            .row());
            report.table(
                    "accept",
                    "Durable accepts per second (%s)".formatted(Launch.best().name()),
                    Accepting.HEAD,
                    rows,
                    verdict(most, limit) + projected(most, left));
        }
    }

    private static String projected(Accepting.Measured most, long left) {
        long accepted = most.outcome().requests() - most.outcome().refused();
        return String.format(
                Locale.ROOT,
                " At saturation answers come first: %,d of %,d were projected meanwhile.",
                Math.max(0, accepted - left),
                accepted);
    }

    private static String verdict(Accepting.Measured most, Optional<InsertLimit.Rate> limit) {
        return limit.map(rate ->
                        String.format(
                                Locale.ROOT,
                                "Accepts at saturation / single-row inserts: %.2f.",
                                most.outcome().acceptedPerSecond() / rate.perSecond()))
                .orElse("No pgbench on the PATH: the limit was not measured.");
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
