package io.advicly.calendly.connection.retired;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.MissingKeyException;
import io.advicly.calendly.security.cipher.UndecryptableException;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Retired tokens, opened for whoever revokes them.
@ApplicationScoped
public class RetiredTokens {

    private static final Logger LOG = Logger.getLogger(RetiredTokens.class);

    private final RetiredTokenRepository rows;
    private final FieldCipher cipher;

    RetiredTokens(RetiredTokenRepository rows, FieldCipher cipher) {
        this.rows = rows;
        this.cipher = cipher;
    }

    /// Those of a connection, oldest first. One that nobody can read is forgotten.
    @WithTransaction
    public Uni<List<RetiredToken>> heldFor(UUID connectionId) {
        return rows.heldFor(connectionId).chain(this::openAll);
    }

    private Uni<List<RetiredToken>> openAll(List<RetiredTokenRow> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(this::opened)
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    /// The one that is due longest; empty when none is due, and for one that only another replica
    /// can read: it gets it another time.
    @WithTransaction
    public Uni<Optional<RetiredToken>> claimDue() {
        return rows.claimDue()
                .chain(row -> row.map(this::opened).orElseGet(() -> Unis.item(Optional.empty())))
                .onFailure(MissingKeyException.class)
                .recoverWithItem(Optional.empty());
    }

    @WithTransaction
    public Uni<Void> forget(RetiredToken token) {
        return rows.delete("id = ?1", token.id()).replaceWithVoid();
    }

    /// It has been tried, and its next attempt is when it was claimed for.
    @WithTransaction
    public Uni<Void> tried(RetiredToken token) {
        return rows.update("claimedBy = null where id = ?1", token.id()).replaceWithVoid();
    }

    /// Those that have ended by themselves.
    @WithTransaction
    public Uni<Long> forgetExpired() {
        return rows.deleteExpired();
    }

    private Uni<Optional<RetiredToken>> opened(RetiredTokenRow row) {
        try {
            return Unis.item(
                    Optional.of(
                            new RetiredToken(
                                    row.id,
                                    row.connectionId,
                                    cipher.decrypt(
                                            row.token,
                                            row.grantIdentity().column(row.kind + "_token")),
                                    row.attempts)));
        } catch (UndecryptableException broken) {
            LOG.errorf("retired_token.undecryptable token=%s %s", row.id, broken.getMessage());
            return rows.delete("id = ?1", row.id).replaceWith(Optional.empty());
        }
    }
}
