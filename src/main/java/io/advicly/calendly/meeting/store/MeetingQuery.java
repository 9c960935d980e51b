package io.advicly.calendly.meeting.store;

import io.advicly.calendly.meeting.fact.Status;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which of the caller's meetings are wanted.
///
/// @param from the earliest start time, inclusive
/// @param to the latest start time, exclusive
/// @param after where the page before ended
public record MeetingQuery(
        Optional<String> status,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<Cursor> after) {

    /// @throws HttpProblem (400) that names the parameter and says what it wants
    public static MeetingQuery parse(
            @Nullable String status,
            @Nullable String from,
            @Nullable String to,
            @Nullable String limit,
            @Nullable String cursor) {
        return new MeetingQuery(
                Optional.ofNullable(status).map(MeetingQuery::status),
                Optional.ofNullable(from).map(text -> QueryParameters.time("from", text)),
                Optional.ofNullable(to).map(text -> QueryParameters.time("to", text)),
                QueryParameters.limit(limit),
                Optional.ofNullable(cursor).map(QueryParameters::cursor));
    }

    private static String status(String text) {
        if (text.equals(Status.ACTIVE) || text.equals(Status.CANCELED)) {
            return text;
        }
        throw QueryParameters.invalid("status must be active or canceled.");
    }
}
