package io.advicly.calendly.sync.operator;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What the list of syncs asks the database.
public final class SyncStatements {

    private SyncStatements() {}

    public static void all(BiConsumer<String, Tuple> take) {
        List<Consumer<SyncSearch>> searches =
                List.of(
                        search -> {},
                        search -> search.state = "failed",
                        search -> search.state = "running",
                        search -> search.state = "waiting",
                        search -> search.kind = "repair",
                        search -> search.tenant = "house-7",
                        search -> search.user = "user-7",
                        search -> search.connection = "c0000000-0000-0000-0000-000000000007",
                        search -> search.from = "2026-01-01T00:00:00Z",
                        search -> search.to = "2026-01-01T00:00:00Z");
        for (Consumer<SyncSearch> wanted : searches) {
            SyncSearch search = new SyncSearch();
            wanted.accept(search);
            SyncListing listing = SyncListing.page(search);
            take.accept(listing.sql(), listing.parameters());
        }
    }
}
