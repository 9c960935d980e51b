package io.advicly.calendly.security.audit;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What the list of the audit asks the database.
public final class AuditStatements {

    private AuditStatements() {}

    public static void all(BiConsumer<String, Tuple> take) {
        List<Consumer<AuditQuery>> queries =
                List.of(
                        query -> {},
                        query -> query.action = "deliveries.replayed",
                        query -> query.tenant = "house-7",
                        query -> query.user = "user-7",
                        query -> query.actor = "operator-7",
                        query -> query.about = "00000000-0000-0000-0000-000000000007",
                        query -> query.connection = "c0000000-0000-0000-0000-000000000007",
                        query -> query.from = "2026-01-01T00:00:00Z",
                        query -> query.to = "2026-01-01T00:00:00Z");
        for (Consumer<AuditQuery> wanted : queries) {
            AuditQuery query = new AuditQuery();
            wanted.accept(query);
            AuditQuery.Condition condition = query.condition();
            take.accept(AuditReader.page(condition, 50), condition.parameters());
        }
    }
}
