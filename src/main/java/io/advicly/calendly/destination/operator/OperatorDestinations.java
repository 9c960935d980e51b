package io.advicly.calendly.destination.operator;

import io.advicly.calendly.destination.DestinationColumns;
import io.advicly.calendly.destination.work.WantedTypes;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Reads the destinations of all tenants.
@ApplicationScoped
class OperatorDestinations {

    private final Pool pool;

    OperatorDestinations(Pool pool) {
        this.pool = pool;
    }

    Uni<Slice<OperatorDestination>> page(DestinationSearch search) {
        int limit = search.size();
        return read(DestinationListing.page(
                        usual(), search.cleanTenant(), search.wanted(), search.after(), limit))
                .map(found ->
                        Slice.of(found, limit, last -> new Cursor(last.createdAt(), last.id())));
    }

    Uni<Optional<OperatorDestination>> byId(UUID id) {
        return read(DestinationListing.one(usual(), id)).map(found -> found.stream().findFirst());
    }

    private Uni<List<OperatorDestination>> read(DestinationListing listing) {
        return pool.preparedQuery(listing.sql())
                .execute(listing.parameters())
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(OperatorDestinations::view)
                                .toList());
    }

    private static OperatorDestination view(Row row) {
        return new OperatorDestination(
                row.getUUID("id"),
                row.getString("tenant_id"),
                row.getString("url"),
                Arrays.asList(row.getArrayOfStrings("types")),
                row.getString("description"),
                DestinationColumns.state(row),
                new OperatorDestination.Behind(
                        row.getLong("events"),
                        row.getLong("seconds"),
                        row.getLong("seen") >= DestinationListing.COUNTED),
                row.getInteger("failures"),
                DestinationColumns.time(row, "last_success_at"),
                DestinationColumns.time(row, "failing_since"),
                DestinationColumns.time(row, "held_at"),
                DestinationColumns.time(row, "due_at"),
                row.getString("last_error"),
                DestinationColumns.time(row, "old_secret_until"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static String[] usual() {
        return WantedTypes.codes(WantedTypes.usual());
    }
}
