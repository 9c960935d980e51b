package io.advicly.calendly.lifecycle.history;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes out of what was told of a meeting how it changed, and by what. Pure.
final class MeetingTrace {

    /// Between working off a delivery and the event that tells of it.
    private static final Duration SOON = Duration.ofSeconds(10);

    /// Change with everything else, and say nothing.
    private static final Set<String> NOISE = Set.of("updated_at", "invitees_counter");

    private static final Set<String> SPOKEN = Set.of("status", "start_time", "end_time");

    private MeetingTrace() {}

    /// @param data the meeting as it was then
    record Told(Instant at, String type, String data, int sent) {}

    /// @param at when it was received
    /// @param doneAt when it was worked off; null while it waits
    record Delivered(String id, Instant at, @Nullable Instant doneAt, History.Happened shown) {}

    record Read(String id, Instant from, @Nullable Instant to, History.Happened shown) {}

    /// The latest first.
    ///
    /// @param told in their order, the oldest first
    static List<History.Happened> make(
            List<Told> told, List<Delivered> delivered, List<Read> reads) {
        List<History.Happened> all = new ArrayList<>();
        Set<String> causes = new TreeSet<>();
        @Nullable JsonObject before = null;
        for (Told next : told) {
            JsonObject now = new JsonObject(next.data());
            History.Cause cause = cause(next.at(), delivered, reads).orElse(null);
            if (cause != null && cause.kind().equals("sync")) {
                var _ = causes.add(cause.id());
            }
            all.add(event(next, before, now, cause));
            before = now;
        }
        delivered.forEach(it -> all.add(it.shown()));
        reads.stream().filter(it -> causes.contains(it.id())).forEach(it -> all.add(it.shown()));
        all.sort(Comparator.comparing(History.Happened::at).reversed());
        return all;
    }

    private static History.Happened event(
            Told told, @Nullable JsonObject before, JsonObject now, History.@Nullable Cause cause) {
        List<String> changed = before == null ? List.of() : changed(before, now);
        return new History.Happened(
                told.at(),
                "event",
                told.type(),
                says(told, before, now, changed),
                null,
                true,
                null,
                changed,
                cause,
                null);
    }

    private static String says(
            Told told, @Nullable JsonObject before, JsonObject now, List<String> changed) {
        String what =
                switch (told.type()) {
                    case "meeting.booked" -> "The meeting appeared";
                    case "meeting.canceled" -> "The meeting was canceled";
                    case "meeting.erased" -> "The meeting was erased";
                    default -> "The meeting changed";
                };
        String details = before == null ? "" : details(before, now, changed);
        String sent =
                told.sent() == 0
                        ? "the feed tells it"
                        : told.sent() == 1
                                ? "a destination has it"
                                : told.sent() + " destinations have it";
        return what + (details.isEmpty() ? "" : ": " + details) + "; " + sent + ".";
    }

    private static String details(JsonObject before, JsonObject now, List<String> changed) {
        return changed.stream()
                .map(field -> detail(field, before, now))
                .collect(Collectors.joining(", "));
    }

    /// What is about no person is told, too.
    private static String detail(String field, JsonObject before, JsonObject now) {
        return SPOKEN.contains(field)
                ? "%s %s → %s"
                        .formatted(words(field), before.getString(field), now.getString(field))
                : words(field);
    }

    private static String words(String field) {
        return field.replace('_', ' ');
    }

    /// Names of fields, never what was in them: that may be about persons.
    static List<String> changed(JsonObject before, JsonObject now) {
        return Stream.concat(before.fieldNames().stream(), now.fieldNames().stream())
                .distinct()
                .filter(field -> !NOISE.contains(field))
                .filter(field -> !Objects.equals(before.getValue(field), now.getValue(field)))
                .flatMap(field -> inside(field, before, now))
                .toList();
    }

    /// Of invitees, whether there are others is worth a word.
    private static Stream<String> inside(String field, JsonObject before, JsonObject now) {
        if (!field.equals("invitees")) {
            return Stream.of(field);
        }
        int then = size(before);
        int latest = size(now);
        return Stream.of(
                latest == then ? "an invitee" : "invitees %d → %d".formatted(then, latest));
    }

    private static int size(JsonObject meeting) {
        return meeting.getJsonArray("invitees", new JsonArray()).size();
    }

    private static Optional<History.Cause> cause(
            Instant at, List<Delivered> delivered, List<Read> reads) {
        Optional<History.Cause> delivery =
                delivered.stream()
                        .filter(it -> it.doneAt() != null)
                        .filter(it -> isSoon(it.doneAt(), at))
                        .min(Comparator.comparing(it -> apart(it.doneAt(), at)))
                        .map(it -> new History.Cause("delivery", it.id()));
        return delivery.or(() -> underWay(at, reads));
    }

    private static Optional<History.Cause> underWay(Instant at, List<Read> reads) {
        return reads.stream()
                .filter(it -> !it.from().isAfter(at))
                .filter(it -> it.to() == null || !it.to().plus(SOON).isBefore(at))
                .max(Comparator.comparing(Read::from))
                .map(it -> new History.Cause("sync", it.id()));
    }

    private static boolean isSoon(@Nullable Instant done, Instant at) {
        return apart(done, at).compareTo(SOON) <= 0;
    }

    private static Duration apart(@Nullable Instant done, Instant at) {
        return done == null ? Duration.ofDays(1_000) : Duration.between(done, at).abs();
    }
}
