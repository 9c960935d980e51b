package io.advicly.calendly.webhook.admin;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.webhook.DeliveryState;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which deliveries are meant.
///
/// @param from the earliest time of receipt, inclusive
/// @param to the latest, exclusive
/// @param after where the page before ended
record DeliveryQuery(
        Optional<DeliveryState> state,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<Cursor> after) {

    /// @throws HttpProblem (400) that names the parameter and says what it wants
    static DeliveryQuery parse(
            @Nullable String state,
            @Nullable String from,
            @Nullable String to,
            @Nullable String limit,
            @Nullable String cursor) {
        return new DeliveryQuery(
                Optional.ofNullable(state)
                        .map(text -> QueryParameters.oneOf("state", DeliveryState.class, text)),
                Optional.ofNullable(from).map(text -> QueryParameters.time("from", text)),
                Optional.ofNullable(to).map(text -> QueryParameters.time("to", text)),
                QueryParameters.limit(limit),
                Optional.ofNullable(cursor).map(QueryParameters::cursor));
    }

    /// @throws HttpProblem (400) when it does not say which of the settled deliveries
    static DeliveryQuery of(@Nullable ReplayRequest request) {
        if (request == null || request.state() == null) {
            throw notSettled();
        }
        DeliveryQuery query = parse(request.state(), request.from(), request.to(), null, null);
        if (query.state().filter(DeliveryState.PENDING::equals).isPresent()) {
            throw notSettled();
        }
        return query;
    }

    private static HttpProblem notSettled() {
        return QueryParameters.invalid("state must be one of processed, ignored, dead.");
    }
}
