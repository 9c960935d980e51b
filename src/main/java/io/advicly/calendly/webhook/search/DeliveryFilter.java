package io.advicly.calendly.webhook.search;

import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.platform.time.SqlTime;
import io.advicly.calendly.webhook.DeliveryState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// A [DeliveryQuery] as SQL: only the conditions that it has, so that an index can serve them.
///
/// @param where empty, or beginning with ` WHERE`
public record DeliveryFilter(String where, Tuple parameters) {

    private static final String NAMES_THE_INDEX = "state <> 'pending'";

    /// Between it and the last text that begins with it, letter by letter as the index has them.
    private static final String BEGINS =
            "starts_with(last_error, $%1$d) AND last_error ~>=~ $%1$d"
                    + " AND last_error ~<~ ($%1$d || U&'\\+10FFFF') AND last_error IS NOT NULL";

    public static DeliveryFilter of(DeliveryQuery query) {
        return of(query, Tuple.tuple());
    }

    /// @param parameters those that come before its own
    public static DeliveryFilter of(DeliveryQuery query, Tuple parameters) {
        StringBuilder where = new StringBuilder();
        query.state().ifPresent(state -> addState(state, parameters, where));
        query.from().ifPresent(from -> add(where, "received_at >= $%d", from, parameters));
        query.to().ifPresent(to -> add(where, "received_at < $%d", to, parameters));
        about(where, query.about(), parameters);
        query.after().ifPresent(after -> addPlace(after, parameters, where));
        return new DeliveryFilter(where.toString(), parameters);
    }

    private static void addState(DeliveryState state, Tuple parameters, StringBuilder where) {
        parameters.addString(state.code());
        and(where, "state = $" + parameters.size());
        if (state != DeliveryState.PENDING) {
            and(where, NAMES_THE_INDEX);
        }
    }

    private static void addPlace(Cursor after, Tuple parameters, StringBuilder where) {
        parameters.addOffsetDateTime(SqlTime.at(after.time())).addUUID(after.id());
        and(
                where,
                "(received_at, id) < ($%d, $%d)"
                        .formatted(parameters.size() - 1, parameters.size()));
    }

    private static void about(StringBuilder where, DeliveryQuery.About about, Tuple parameters) {
        text(where, "event = $%d AND event IS NOT NULL", about.event(), parameters);
        text(
                where,
                "subscription_id = ANY(ARRAY(SELECT o.id FROM calendly_webhook_subscriptions o"
                        + " WHERE o.organization_uri = $%d))",
                about.organization(),
                parameters);
        put(where, "subscription_id = $%d", about.subscription(), parameters, parameters::addUUID);
        put(
                where,
                "calendly_event_uri = (SELECT m.calendly_event_uri FROM meetings m WHERE m.id = $%d)",
                about.meeting(),
                parameters,
                parameters::addUUID);
        text(
                where,
                "calendly_event_uri = $%d",
                about.eventUri().map(CalendlyUri::spelled),
                parameters);
        text(where, BEGINS, about.error(), parameters);
        put(
                where,
                "id = ANY($%d) AND " + NAMES_THE_INDEX,
                about.ids().map(ids -> ids.toArray(UUID[]::new)),
                parameters,
                parameters::addArrayOfUUID);
    }

    /// PostgreSQL has no text with U+0000 in it: nothing equals it, and asking would fail.
    private static void text(
            StringBuilder where, String condition, Optional<String> text, Tuple parameters) {
        if (text.filter(it -> !CleanText.isClean(it)).isPresent()) {
            and(where, "false");
        } else {
            put(where, condition, text, parameters, parameters::addString);
        }
    }

    private static <T> void put(
            StringBuilder where,
            String condition,
            Optional<T> value,
            Tuple parameters,
            Consumer<T> add) {
        value.ifPresent(it -> {
            add.accept(it);
            and(where, condition.formatted(parameters.size()));
        });
    }

    /// The same, of this state alone.
    public DeliveryFilter in(DeliveryState state) {
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
