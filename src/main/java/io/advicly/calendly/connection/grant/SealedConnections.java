package io.advicly.calendly.connection.grant;

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

/// The tokens of connections. The copy of the signing key follows its subscription by foreign key.
@ApplicationScoped
class SealedConnections implements SealedTable {

    /// What a user is told whose stored grant cannot be read.
    static final String REASON = "The stored consent cannot be read any more.";

    /// The useless tokens go, so that nothing needs their key any more.
    private static final String GIVE_UP =
            """
            UPDATE calendar_connections
            SET access_token = NULL, refresh_token = NULL, token_expires_at = NULL,
                token_version = token_version + 1, updated_at = now(),
                status_reason = CASE WHEN status IN ('ACTIVE', 'CONNECTING') THEN $2 ELSE status_reason END,
                next_attempt_at = CASE WHEN status IN ('ACTIVE', 'CONNECTING') THEN NULL ELSE next_attempt_at END,
                status = CASE WHEN status IN ('ACTIVE', 'CONNECTING') THEN 'NEEDS_RECONNECT' ELSE status END
            WHERE id = $1\
            """;

    /// Whom it served may need another who carries it.
    private static final String MARK_DUE =
            """
            UPDATE calendly_organizations SET due_at = now(), marks = marks + 1
            WHERE organization_uri = (SELECT calendly_organization_uri FROM calendar_connections WHERE id = $1)\
            """;

    @Override
    public String name() {
        return "calendar_connections";
    }

    @Override
    public String key() {
        return "id";
    }

    @Override
    public List<String> context() {
        return List.of("tenant_id", "user_id", "calendly_user_uri");
    }

    @Override
    public List<String> sealed() {
        return List.of("access_token", "refresh_token");
    }

    @Override
    public CiphertextIdentity identity(String column, Row row) {
        Caller owner = new Caller(row.getString("tenant_id"), row.getString("user_id"));
        return new GrantIdentity(owner, row.getString("calendly_user_uri")).column(column);
    }

    @Override
    public Uni<Void> giveUp(SqlConnection transaction, Row row) {
        return transaction
                .preparedQuery(GIVE_UP)
                .execute(Tuple.of(row.getUUID("id"), REASON))
                .chain(() ->
                        transaction.preparedQuery(MARK_DUE).execute(Tuple.of(row.getUUID("id"))))
                .replaceWithVoid();
    }
}
