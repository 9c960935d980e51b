package io.advicly.calendly.meeting.erasure;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.keyring.SealedTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// The key of erased addresses, which follows the encryption keys when they change.
@ApplicationScoped
class SealedErasureKeys implements SealedTable {

    private static final Logger LOG = Logger.getLogger(SealedErasureKeys.class);

    @Override
    public String name() {
        return "erasure_keys";
    }

    @Override
    public String key() {
        return "id";
    }

    @Override
    public List<String> context() {
        return List.of();
    }

    @Override
    public List<String> sealed() {
        return List.of("sealed_key");
    }

    @Override
    public CiphertextIdentity identity(String column, Row row) {
        return ErasureKeys.identity(row.getUUID("id"));
    }

    /// Without their key the hashes are of no use, and go with it. Whoever was erased has to be
    /// erased again.
    @Override
    public Uni<Void> giveUp(SqlConnection transaction, Row row) {
        LOG.errorf("erasure.key_lost erased addresses are recognised no more: repeat the erasures");
        return transaction
                .preparedQuery("DELETE FROM erasure_keys WHERE id = $1")
                .execute(Tuple.of(row.getUUID("id")))
                .replaceWithVoid();
    }
}
