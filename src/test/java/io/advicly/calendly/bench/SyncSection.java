package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// (f) how fast a sync reads, from a sandbox without rate limits: every event costs a call for its
/// invitees besides its share of a page of 100.
final class SyncSection {

    private static final int EVENTS = 2_000;

    private static final List<String> HEAD =
            List.of(
                    "meetings",
                    "seconds",
                    "events per second",
                    "pages per second",
                    "calls per second",
                    "service CPU ms per event",
                    "resident MiB");

    private SyncSection() {}

    static void run(Ground ground, Options options, Report report) {
        plant();
        Map<String, String> unlimited = Map.of("calendly.sync.calls-per-minute", "1000000");
        try (Service service = ground.start(options.on(), unlimited)) {
            Person person = Person.newcomer();
            long from = System.nanoTime();
            double cpuBefore = service.cpuSeconds();
            var _ = person.connect("sync-1-1");
            long meetings = awaitDone(person).get("meetings").asLong();
            double seconds = (System.nanoTime() - from) / 1e9;
            double cpu = service.cpuSeconds() - cpuBefore;
            report.table(
                    "sync",
                    "Initial sync (%s)".formatted(options.on().name()),
                    HEAD,
                    List.of(
                            List.of(
                                    meetings,
                                    seconds,
                                    meetings / seconds,
                                    meetings / 100.0 / seconds,
                                    meetings * 1.01 / seconds,
                                    cpu * 1e3 / meetings,
                                    service.residentMib())),
                    "The sandbox answers on the same two processors.");
            var _ = person.delete("/api/calendly/connection");
        }
    }

    private static void plant() {
        Calendar.control(
                "POST",
                "/_control/seed",
                Map.of(
                        "prefix",
                        "sync",
                        "organizations",
                        1,
                        "users_per_organization",
                        1,
                        "events_per_user",
                        EVENTS),
                200,
                201);
    }

    private static JsonNode awaitDone(Person person) {
        while (true) {
            JsonNode sync = person.connection().path("sync");
            switch (sync.path("status").asText()) {
                case "done" -> {
                    return sync;
                }
                case "failed" -> throw new IllegalStateException("the sync failed: " + sync);
                default -> LockSupport.parkNanos(50_000_000);
            }
        }
    }
}
