package io.advicly.calendly.destination.operator;

import io.advicly.calendly.destination.operator.DestinationSearch.State;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What the list of destinations asks the database.
public final class DestinationStatements {

    private static final String[] USUAL = {"meeting.booked", "meeting.canceled"};

    private DestinationStatements() {}

    public static void all(BiConsumer<String, Tuple> take) {
        List<DestinationListing> all = new ArrayList<>();
        all.add(page(null, null));
        all.add(page("house-7", null));
        for (State state : State.values()) {
            all.add(page(null, state));
        }
        all.forEach(listing -> take.accept(listing.sql(), listing.parameters()));
    }

    private static DestinationListing page(@Nullable String tenant, @Nullable State state) {
        return DestinationListing.page(USUAL, tenant, state, null, 50);
    }
}
