package io.advicly.calendly.webhook.search;

import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.webhook.DeliveryState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page of deliveries as SQL: the latest first, with one row more where there are more. Pure.
///
/// The latest of each state are found first, and of each subscription where an organization is
/// meant: by an index each, however many there are. One by time alone would cost every delivery
/// that is stored.
public record DeliveryListing(String sql, Tuple parameters) {

    private static final String ORDER = " ORDER BY received_at DESC, id DESC LIMIT ";

    /// @param columns with the table, from `SELECT` to before `WHERE`; the time and the id of a
    ///   delivery are among them
    public static DeliveryListing of(String columns, DeliveryQuery query) {
        Optional<String> organization = query.about().organization();
        DeliveryFilter filter = DeliveryFilter.of(query.ofAnyOrganization());
        String limit = ORDER + (query.limit() + 1);
        String each =
                states(query)
                        .map(state -> columns + where(filter, state, organization) + limit)
                        .collect(
                                Collectors.joining(
                                        ") UNION ALL (",
                                        "SELECT any_of.* FROM ((",
                                        ")) AS any_of"));
        return organization
                .map(uri -> ofEach(each, limit, uri, filter.parameters()))
                .orElseGet(() -> new DeliveryListing(each + limit, filter.parameters()));
    }

    private static DeliveryListing ofEach(
            String each, String limit, String organization, Tuple parameters) {
        // PostgreSQL has no text with U+0000 in it, and no organization such a name.
        parameters.addString(CleanText.of(organization));
        return new DeliveryListing(
                "SELECT found.* FROM calendly_webhook_subscriptions s CROSS JOIN LATERAL (%s%s) AS found WHERE s.organization_uri = $%d%s"
                        .formatted(each, limit, parameters.size(), limit),
                parameters);
    }

    private static Stream<DeliveryState> states(DeliveryQuery query) {
        return query.state().map(Stream::of).orElseGet(() -> Arrays.stream(DeliveryState.values()));
    }

    private static String where(
            DeliveryFilter filter, DeliveryState state, Optional<String> organization) {
        String where = filter.in(state).where();
        return organization.isPresent() ? where + " AND subscription_id = s.id" : where;
    }
}
