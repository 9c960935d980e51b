package io.advicly.calendly.webhook.admin;

import io.advicly.calendly.webhook.search.DeliveryCriteria;
import io.advicly.calendly.webhook.search.DeliveryListing;
import io.advicly.calendly.webhook.search.DeliveryQuery;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What the list of deliveries asks the database.
public final class DeliveryStatements {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/house-7";

    private DeliveryStatements() {}

    public static void all(BiConsumer<String, Tuple> take) {
        List<DeliveryCriteria> all = new ArrayList<>();
        for (String state :
                new @Nullable String[] {null, "pending", "processed", "ignored", "dead"}) {
            all.add(DeliveryCriteria.received(state, null, null));
            all.add(
                    DeliveryCriteria.received(
                            state, "2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z"));
            all.add(about(state, "routing_form_submission.created", null, null, null, null, null));
            all.add(about(state, null, ORGANIZATION, null, null, null, null));
            all.add(about(state, null, null, id('5'), null, null, null));
            all.add(about(state, null, null, null, id('e'), null, null));
            all.add(about(state, null, null, null, null, "a rare", null));
            all.add(about(state, null, null, null, null, null, id('d')));
        }
        for (DeliveryCriteria criteria : all) {
            DeliveryListing listing =
                    DeliveryListing.of(
                            DeliveryArchive.COLUMNS + DeliveryArchive.TABLE,
                            DeliveryQuery.parse(criteria, null, null));
            take.accept(listing.sql(), listing.parameters());
        }
    }

    private static DeliveryCriteria about(
            @Nullable String state,
            @Nullable String event,
            @Nullable String organization,
            @Nullable String subscription,
            @Nullable String meeting,
            @Nullable String error,
            @Nullable String ids) {
        return new DeliveryCriteria(
                state, null, null, event, organization, subscription, meeting, error, ids);
    }

    private static String id(char kind) {
        return kind + "0000000-0000-0000-0000-000000000007";
    }
}
