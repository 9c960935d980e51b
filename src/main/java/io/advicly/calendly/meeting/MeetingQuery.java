package io.advicly.calendly.meeting;

import io.advicly.calendly.platform.ProblemType;
import io.advicly.calendly.platform.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which of the caller's meetings are wanted.
///
/// @param from the earliest start time, inclusive
/// @param to the latest start time, exclusive
/// @param after where the page before ended
record MeetingQuery(
        Optional<String> status,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<Cursor> after) {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    /// PostgreSQL's calendar is narrower than Java's.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /// @throws HttpProblem (400) that names the parameter and says what it wants
    static MeetingQuery parse(
            @Nullable String status,
            @Nullable String from,
            @Nullable String to,
            @Nullable String limit,
            @Nullable String cursor) {
        return new MeetingQuery(
                Optional.ofNullable(status).map(MeetingQuery::status),
                Optional.ofNullable(from).map(text -> time("from", text)),
                Optional.ofNullable(to).map(text -> time("to", text)),
                Optional.ofNullable(limit).map(MeetingQuery::limit).orElse(DEFAULT_LIMIT),
                Optional.ofNullable(cursor).map(MeetingQuery::cursor));
    }

    private static String status(String text) {
        if (text.equals(Status.ACTIVE) || text.equals(Status.CANCELED)) {
            return text;
        }
        throw invalid("status must be active or canceled.");
    }

    private static Instant time(String name, String text) {
        Instant time;
        try {
            time = Storable.time(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noTime) {
            throw invalid(name + " must be an ISO-8601 time such as 2026-02-04T13:00:00Z.");
        }
        return inRange(name, time);
    }

    private static Instant inRange(String name, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw invalid(name + " must lie between the years 1 and 9999.");
        }
        return time;
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw invalid("limit must be a number from 1 to %d.".formatted(MAX_LIMIT));
    }

    private static Cursor cursor(String text) {
        return Cursor.decode(text)
                .filter(cursor ->
                        !cursor.startTime().isBefore(EARLIEST)
                                && !cursor.startTime().isAfter(LATEST))
                .orElseThrow(() -> invalid("cursor must be the next_cursor of an earlier page."));
    }

    private static HttpProblem invalid(String detail) {
        return Problems.of(ProblemType.REQUEST_INVALID, detail);
    }
}
