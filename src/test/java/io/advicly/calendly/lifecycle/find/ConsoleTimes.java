package io.advicly.calendly.lifecycle.find;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.TestTokens;
import io.restassured.RestAssured;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How long what an operator asks in the console takes, as whoever calls sees it: to print, as a
/// machine that is busy with something else says little about the service.
final class ConsoleTimes {

    private static final int TIMES = 9;

    private ConsoleTimes() {}

    /// What a page calls for it, one after the other.
    record Look(String asks, List<Call> calls) {

        void make() {
            calls.forEach(Call::make);
        }

        @Override
        public String toString() {
            return asks;
        }
    }

    record Call(String path, @Nullable Object body) {

        static Call get(String path) {
            return new Call(path, null);
        }

        private void make() {
            Http.with(
                            body == null ? "GET" : "POST",
                            URI.create(
                                    "http://localhost:" + RestAssured.port + "/api/admin" + path),
                            body,
                            Map.of("Authorization", "Bearer " + TestTokens.admin("operator")))
                    .expect(body == null ? 200 : 202);
        }
    }

    /// The ten questions, and each list.
    ///
    /// @param meeting the id of one that is there
    /// @param delivery the id of one that is there
    static Stream<Look> all(String meeting, String delivery) {
        return Stream.concat(questions(meeting, delivery), lists());
    }

    /// A table, as Markdown has it.
    static String table(Stream<Look> looks) {
        return looks.map(ConsoleTimes::line)
                .collect(
                        Collectors.joining(
                                "\n",
                                "Load of the machine: %.1f\n\n| | median | shortest | longest |\n|---|---|---|---|\n"
                                        .formatted(load()),
                                "\n"));
    }

    /// Whoever waits for a processor as well.
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static Stream<Look> questions(String meeting, String delivery) {
        return Stream.of(
                one("Why does Olivia see no meetings?", "/diagnosis?q=house-user-4096"),
                one(
                        "Which organizations will be disabled today?",
                        "/organizations?trouble=retrying"),
                one(
                        "What did we answer Calendly at 14:03?",
                        "/answers?from=" + hoursAgo(1) + "&to=" + Instant.now()),
                new Look(
                        "Who replayed this?",
                        List.of(
                                Call.get("/deliveries/" + delivery),
                                Call.get("/audit?about=" + delivery))),
                new Look(
                        "Which tenants must reconnect?",
                        List.of(
                                Call.get("/connections?status=needs_reconnect"),
                                Call.get("/connection-counts?status=needs_reconnect"))),
                new Look(
                        "Is it us or Calendly?",
                        List.of(Call.get("/overview?minutes=60"), Call.get("/answers"))),
                one("What changed this meeting?", "/history/meetings/" + meeting),
                one(
                        "What is the backend of a tenant missing?",
                        "/diagnosis?q=" + CrowdedHouse.TENANT),
                one("Which key is still in use?", "/encryption"),
                new Look("What would a replay of yesterday's dead ones touch?", List.of(dryRun())));
    }

    private static Call dryRun() {
        Map<String, ?> filter = Map.of("state", "dead", "from", hoursAgo(24).toString());
        return new Call("/deliveries/replay", Map.of("dry_run", true, "filter", filter));
    }

    private static Stream<Look> lists() {
        return Stream.concat(
                Stream.of(
                                "/overview?minutes=10080",
                                "/connections",
                                "/connections?q=somebody-409",
                                "/connection-counts",
                                "/organizations",
                                "/organizations?trouble=gap",
                                "/deliveries",
                                "/deliveries?state=dead",
                                "/replays",
                                "/destinations",
                                "/syncs",
                                "/audit",
                                "/system")
                        .map(it -> one("`" + it + "`", it)),
                Stream.of(
                        one(
                                "`/meetings`, a user's week",
                                "/meetings?reveal=true&limit=200&tenant=house&user=house-user-4096&from="
                                        + Instant.now().minus(4, ChronoUnit.DAYS)
                                        + "&to="
                                        + Instant.now().plus(4, ChronoUnit.DAYS))));
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().minus(hours, ChronoUnit.HOURS);
    }

    private static Look one(String asks, String path) {
        return new Look(asks, List.of(Call.get(path)));
    }

    private static String line(Look look) {
        long[] millis = LongStream.range(0, TIMES).map(time -> millis(look)).sorted().toArray();
        return "| %s | %d ms | %d ms | %d ms |"
                .formatted(look.asks(), millis[TIMES / 2], millis[0], millis[TIMES - 1]);
    }

    private static long millis(Look look) {
        long began = System.nanoTime();
        look.make();
        return (System.nanoTime() - began) / 1_000_000;
    }
}
