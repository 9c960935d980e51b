package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A history that was played at a site, once.
///
/// @param violations what does not hold in the end; nothing if all is well
/// @param times how long the steps took, and then each part of the settling
/// @param calls what Calendly was asked for, of one that failed, the latest last
record HistoryRun(List<String> violations, List<Duration> times, List<String> calls) {

    private static final int MOST_CALLS = 200;

    static HistoryRun of(Site site, History history) {
        Instant begun = site.now();
        World world = new World(site, history);
        Performer performer = new Performer(world);
        for (Step step : history.steps()) {
            performer.perform(step);
        }
        Settling settling = new Settling(world);
        List<Duration> times = new ArrayList<>();
        times.add(Duration.between(begun, site.now()));
        List<String> violations = settling.violations();
        times.addAll(settling.times());
        return new HistoryRun(violations, times, violations.isEmpty() ? List.of() : calls(world));
    }

    private static List<String> calls(World world) {
        List<String> all =
                world.site().calendly().list("/_control/requests?limit=100000", "requests").stream()
                        .map(HistoryRun::told)
                        .toList();
        return all.subList(Math.max(0, all.size() - MOST_CALLS), all.size());
    }

    private static String told(JsonNode call) {
        return "%s %s %s %s %s fault=%s in %d ms"
                .formatted(
                        call.get("at").asText(),
                        call.get("endpoint").asText(),
                        call.get("path").asText(),
                        call.path("account").asText("-"),
                        call.get("status").asText(),
                        call.path("fault").asText("-"),
                        call.get("micros").asLong() / 1000);
    }

    boolean failed() {
        return !violations.isEmpty();
    }

    /// In a few words.
    String outcome() {
        long millis = times.stream().mapToLong(Duration::toMillis).sum();
        String parts = times.stream().map(it -> "" + it.toMillis()).toList().toString();
        return failed()
                ? "FAILED in %d ms %s: %s".formatted(millis, parts, violations.getFirst())
                : "passed in %d ms %s".formatted(millis, parts);
    }
}
