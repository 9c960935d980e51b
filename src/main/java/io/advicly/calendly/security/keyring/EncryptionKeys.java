package io.advicly.calendly.security.keyring;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/// The keys that have ever encrypted something in this database. Times are the database's.
@ApplicationScoped
class EncryptionKeys {

    /// Of several replicas that use a new id first, one writes; the others are checked against it.
    private static final String RECORD =
            """
            INSERT INTO encryption_keys (id, check_value, created_at) VALUES ($1, $2, now())
            ON CONFLICT (id) DO UPDATE
            SET check_value = coalesce(encryption_keys.check_value, EXCLUDED.check_value)\
            """;

    private final Pool pool;

    EncryptionKeys(Pool pool) {
        this.pool = pool;
    }

    /// Oldest first.
    Uni<List<RecordedKey>> all() {
        return pool.query(
                        "SELECT id, check_value, created_at, retired_at FROM encryption_keys"
                                + " ORDER BY created_at, id")
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(EncryptionKeys::recorded)
                                .toList());
    }

    /// Remembers a key that is about to be used; leaves one alone that is known already.
    Uni<Void> record(String id, String checkValue) {
        return pool.preparedQuery(RECORD).execute(Tuple.of(id, checkValue)).replaceWithVoid();
    }

    Uni<Void> retired(String id, boolean retired) {
        String time = retired ? "coalesce(retired_at, now())" : "NULL";
        return pool.preparedQuery(
                        "UPDATE encryption_keys SET retired_at = " + time + " WHERE id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    private static RecordedKey recorded(Row row) {
        OffsetDateTime retired = row.getOffsetDateTime("retired_at");
        return new RecordedKey(
                row.getString("id"),
                row.getString("check_value"),
                row.getOffsetDateTime("created_at").toInstant(),
                retired != null);
    }
}
