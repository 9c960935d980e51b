package io.advicly.calendly.webhook.admin;

import io.advicly.calendly.platform.time.SqlTime;
import io.advicly.calendly.webhook.DeliveryState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;

/// A [DeliveryQuery] as SQL: only the conditions that it has, so that an index can serve them.
///
/// @param where empty, or beginning with ` WHERE`
record DeliveryFilter(String where, Tuple parameters) {

    private static final String NAMES_THE_INDEX = "state <> 'pending'";

    static DeliveryFilter of(DeliveryQuery query) {
        StringBuilder where = new StringBuilder();
        Tuple parameters = Tuple.tuple();
        query.state()
                .ifPresent(state -> {
                    parameters.addString(state.code());
                    and(where, "state = $" + parameters.size());
                    if (state != DeliveryState.PENDING) {
                        and(where, NAMES_THE_INDEX);
                    }
                });
        query.from().ifPresent(from -> add(where, "received_at >= $%d", from, parameters));
        query.to().ifPresent(to -> add(where, "received_at < $%d", to, parameters));
        query.after()
                .ifPresent(after -> {
                    parameters.addOffsetDateTime(SqlTime.at(after.time())).addUUID(after.id());
                    and(
                            where,
                            "(received_at, id) < ($%d, $%d)"
                                    .formatted(parameters.size() - 1, parameters.size()));
                });
        return new DeliveryFilter(where.toString(), parameters);
    }

    /// The same, of this state alone.
    DeliveryFilter in(DeliveryState state) {
        StringBuilder narrower = new StringBuilder(where);
        and(narrower, "state = '" + state.code() + "'");
        if (state != DeliveryState.PENDING) {
            and(narrower, NAMES_THE_INDEX);
        }
        return new DeliveryFilter(narrower.toString(), parameters);
    }

    private static void add(StringBuilder where, String condition, Instant time, Tuple parameters) {
        parameters.addOffsetDateTime(SqlTime.at(time));
        and(where, condition.formatted(parameters.size()));
    }

    private static void and(StringBuilder where, String condition) {
        where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
    }
}
