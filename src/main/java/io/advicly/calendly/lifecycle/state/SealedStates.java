package io.advicly.calendly.lifecycle.state;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.keyring.SealedTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The PKCE verifiers of one-time states.
@ApplicationScoped
class SealedStates implements SealedTable {

    @Override
    public String name() {
        return "oauth_states";
    }

    @Override
    public String key() {
        return "state_hash";
    }

    @Override
    public List<String> context() {
        return List.of();
    }

    @Override
    public List<String> sealed() {
        return List.of("pkce_verifier");
    }

    @Override
    public CiphertextIdentity identity(String column, Row row) {
        return OAuthStates.identity(row.getBuffer("state_hash").getBytes());
    }

    /// Without its verifier a state is of no use: its user starts again.
    @Override
    public Uni<Void> giveUp(SqlConnection transaction, Row row) {
        return transaction
                .preparedQuery("DELETE FROM oauth_states WHERE state_hash = $1")
                .execute(Tuple.of(row.getBuffer("state_hash")))
                .replaceWithVoid();
    }
}
