package io.advicly.calendly.lifecycle.find;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what a tenant's backend is missing. Pure.
final class TenantWords {

    private TenantWords() {}

    static Finding.TenantLook look(
            String tenant,
            Map<String, Long> connections,
            Optional<Instant> lastEvent,
            List<Finding.Waiting> destinations) {
        Optional<Finding.Waiting> worst =
                destinations.stream()
                        .filter(it -> it.events() > 0)
                        .max(Comparator.comparingLong(Finding.Waiting::events));
        return new Finding.TenantLook(
                tenant,
                worst.isEmpty(),
                says(lastEvent, destinations, worst),
                connections,
                lastEvent.orElse(null),
                destinations);
    }

    private static String says(
            Optional<Instant> lastEvent,
            List<Finding.Waiting> destinations,
            Optional<Finding.Waiting> worst) {
        if (worst.isPresent()) {
            return missing(worst.get());
        }
        if (lastEvent.isEmpty()) {
            return "Nothing has happened in this tenant of what is kept.";
        }
        return destinations.isEmpty()
                ? "No destination: the backend reads the feed by itself, and nothing is sent to it."
                : "The backend has been sent everything that it wants.";
    }

    private static String missing(Finding.Waiting worst) {
        String events = worst.events() == 1 ? "One event waits" : worst.events() + " events wait";
        return switch (worst.status()) {
            case "paused" -> "%s for %s, which is paused.".formatted(events, worst.url());
            case "held" ->
                    "%s for %s, which is held until somebody resumes it: %s."
                            .formatted(events, worst.url(), error(worst));
            case "failing" ->
                    "%s for %s, which fails: %s.".formatted(events, worst.url(), error(worst));
            default -> "%s to be sent to %s.".formatted(events, worst.url());
        };
    }

    private static String error(Finding.Waiting worst) {
        return worst.lastError() == null ? "nobody answered" : worst.lastError();
    }
}
