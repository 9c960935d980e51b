package io.advicly.calendly.webhook.search;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.webhook.DeliveryState;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which deliveries are meant. Pure.
///
/// @param from the earliest time of receipt, inclusive
/// @param to the latest, exclusive
/// @param about what else must hold
/// @param after where the page before ended
public record DeliveryQuery(
        Optional<DeliveryState> state,
        Optional<Instant> from,
        Optional<Instant> to,
        About about,
        int limit,
        Optional<Cursor> after) {

    /// So many can be selected.
    private static final int MOST_IDS = 200;

    /// What deliveries are about; empty for whatever.
    ///
    /// @param ids a selection
    record About(
            Optional<String> event,
            Optional<String> organization,
            Optional<UUID> subscription,
            Optional<UUID> meeting,
            Optional<String> eventUri,
            Optional<String> error,
            Optional<List<UUID>> ids) {

        static final About ANYTHING =
                new About(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }

    /// @throws HttpProblem (400) that names the parameter and says what it wants
    public static DeliveryQuery parse(
            DeliveryCriteria criteria, @Nullable String limit, @Nullable String cursor) {
        return new DeliveryQuery(
                Optional.ofNullable(criteria.state())
                        .map(text -> QueryParameters.oneOf("state", DeliveryState.class, text)),
                Optional.ofNullable(criteria.from())
                        .map(text -> QueryParameters.time("from", text)),
                Optional.ofNullable(criteria.to()).map(text -> QueryParameters.time("to", text)),
                about(criteria),
                QueryParameters.limit(limit),
                Optional.ofNullable(cursor).map(QueryParameters::cursor));
    }

    private static About about(DeliveryCriteria criteria) {
        Optional<String> meeting = Optional.ofNullable(criteria.meeting());
        return new About(
                Optional.ofNullable(criteria.event()),
                Optional.ofNullable(criteria.organization()),
                Optional.ofNullable(criteria.subscription())
                        .map(text -> QueryParameters.uuid("subscription", text)),
                meeting.filter(text -> !isUri(text)).map(DeliveryQuery::meetingId),
                meeting.filter(DeliveryQuery::isUri),
                Optional.ofNullable(criteria.error()),
                Optional.ofNullable(criteria.ids()).map(DeliveryQuery::selection));
    }

    private static UUID meetingId(String text) {
        return QueryParameters.optionalUuid(text)
                .orElseThrow(() ->
                        QueryParameters.invalid(
                                "meeting must be the id of a meeting, or the URI of a scheduled event."));
    }

    private static List<UUID> selection(String text) {
        List<UUID> ids =
                Arrays.stream(text.split(",", MOST_IDS + 1))
                        .map(id -> QueryParameters.uuid("ids", id.strip()))
                        .toList();
        if (ids.size() > MOST_IDS) {
            throw QueryParameters.invalid("ids must be no more than %d.".formatted(MOST_IDS));
        }
        return ids;
    }

    /// The same of any organization.
    DeliveryQuery ofAnyOrganization() {
        About any =
                new About(
                        about.event(),
                        Optional.empty(),
                        about.subscription(),
                        about.meeting(),
                        about.eventUri(),
                        about.error(),
                        about.ids());
        return new DeliveryQuery(state, from, to, any, limit, after);
    }

    private static boolean isUri(String text) {
        return text.contains("://");
    }

    /// @throws HttpProblem (400) when it does not say which of the settled deliveries
    public static DeliveryQuery ofSettled(@Nullable DeliveryCriteria criteria) {
        if (criteria == null || (criteria.state() == null && criteria.ids() == null)) {
            throw notSettled();
        }
        DeliveryQuery query = parse(criteria, null, null);
        if (query.state().filter(DeliveryState.PENDING::equals).isPresent()) {
            throw notSettled();
        }
        return query;
    }

    private static HttpProblem notSettled() {
        return QueryParameters.invalid(
                "state must be one of processed, ignored, dead, or ids a selection.");
    }
}
