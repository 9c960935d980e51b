package io.advicly.calendly.backend;

import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.platform.list.QueryParameters;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events are wanted, and for how long the reply may wait for one.
///
/// @param types of these; empty for all
record EventsQuery(Start start, Set<EventType> types, int limit, Duration patience) {

    private static final int LONGEST_SECONDS = 30;

    /// Where to read from.
    sealed interface Start {

        /// The oldest event that is kept.
        record Oldest() implements Start {}

        /// What comes from now on.
        record Latest() implements Start {}

        /// What comes after this one.
        record After(long position) implements Start {}
    }

    /// @param types with commas between them
    /// @param wait in seconds
    /// @throws HttpProblem (400) that names the parameter and says what it wants
    static EventsQuery parse(
            @Nullable String after,
            @Nullable String types,
            @Nullable String limit,
            @Nullable String wait) {
        return new EventsQuery(
                after == null ? new Start.Oldest() : start(after),
                types == null ? Set.of() : types(types),
                QueryParameters.limit(limit),
                wait == null ? Duration.ZERO : patience(wait));
    }

    private static Start start(String after) {
        if (after.equals("latest")) {
            return new Start.Latest();
        }
        OptionalLong position = Event.position(after);
        if (position.isEmpty()) {
            throw QueryParameters.invalid(
                    "after must be latest, or the next of an earlier reply or the id of an event.");
        }
        return new Start.After(position.getAsLong());
    }

    private static Set<EventType> types(String text) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String code : text.split(",", -1)) {
            types.add(
                    EventType.find(code.strip())
                            .orElseThrow(() ->
                                    QueryParameters.invalid(
                                            "types must be types of events with commas between them, such as meeting.booked.")));
        }
        return types;
    }

    private static Duration patience(String text) {
        return Duration.ofSeconds(
                QueryParameters.number("wait", text, "a number of seconds", 0, LONGEST_SECONDS));
    }
}
