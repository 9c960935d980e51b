package io.advicly.calendly.destination;

import io.advicly.calendly.feed.Event;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which attempts are meant.
///
/// @param event the position of the event that they were about
/// @param delivered whether they were successful
/// @param after where the page before ended
public record AttemptQuery(
        Optional<Long> event, Optional<Boolean> delivered, int limit, Optional<Cursor> after) {

    /// @throws HttpProblem (400) that names the parameter and says what it wants
    public static AttemptQuery parse(
            @Nullable String event,
            @Nullable String failed,
            @Nullable String limit,
            @Nullable String cursor) {
        return new AttemptQuery(
                Optional.ofNullable(event).map(AttemptQuery::position),
                Optional.ofNullable(failed).map(AttemptQuery::isDelivered),
                QueryParameters.limit(limit),
                Optional.ofNullable(cursor).map(QueryParameters::cursor));
    }

    private static long position(String id) {
        return Event.position(id)
                .orElseThrow(() -> QueryParameters.invalid("event must be the id of an event."));
    }

    private static boolean isDelivered(String failed) {
        return switch (failed) {
            case "true" -> false;
            case "false" -> true;
            default -> throw QueryParameters.invalid("failed must be true or false.");
        };
    }
}
