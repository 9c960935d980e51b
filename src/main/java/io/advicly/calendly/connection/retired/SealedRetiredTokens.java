package io.advicly.calendly.connection.retired;

import io.advicly.calendly.connection.GrantIdentity;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.security.keyring.SealedTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Retired tokens, bound to what they were bound to in the row of their connection.
@ApplicationScoped
class SealedRetiredTokens implements SealedTable {

    @Override
    public String name() {
        return "retired_tokens";
    }

    @Override
    public String key() {
        return "id";
    }

    @Override
    public List<String> context() {
        return List.of("tenant_id", "user_id", "calendly_user_uri", "kind");
    }

    @Override
    public List<String> sealed() {
        return List.of("token");
    }

    @Override
    public CiphertextIdentity identity(String column, Row row) {
        Caller owner = new Caller(row.getString("tenant_id"), row.getString("user_id"));
        return new GrantIdentity(owner, row.getString("calendly_user_uri"))
                .column(row.getString("kind") + "_token");
    }

    /// What nobody can read nobody can revoke.
    @Override
    public Uni<Void> giveUp(SqlConnection transaction, Row row) {
        return transaction
                .preparedQuery("DELETE FROM retired_tokens WHERE id = $1")
                .execute(Tuple.of(row.getUUID("id")))
                .replaceWithVoid();
    }
}
