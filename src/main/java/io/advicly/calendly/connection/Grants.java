package io.advicly.calendly.connection;

import static java.util.Objects.requireNonNull;

import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.security.FieldCipher;
import io.advicly.calendly.security.UndecryptableException;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Stored grants, opened and replaced by version.
@ApplicationScoped
class Grants {

    private static final Logger LOG = Logger.getLogger(Grants.class);

    private final ConnectionRepository rows;
    private final FieldCipher cipher;
    private final Clock clock;

    Grants(ConnectionRepository rows, FieldCipher cipher, Clock clock) {
        this.rows = rows;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// The connection's grant; empty without one, and for a grant that cannot be decrypted: its
    /// connection then needs a new consent, and nobody else is harmed.
    @WithTransaction
    public Uni<Optional<StoredGrant>> of(UUID connectionId) {
        return rows.findById(connectionId)
                .map(row ->
                        Optional.ofNullable(row)
                                .filter(it -> it.refreshToken != null)
                                .map(this::open))
                .onFailure(UndecryptableException.class)
                .recoverWithItem(broken -> {
                    LOG.errorf(
                            "grant.undecryptable connection=%s %s",
                            connectionId, broken.getMessage());
                    return Optional.empty();
                });
    }

    /// The grant of a connection that is being closed; empty when the user has connected again, as
    /// the grant is a new one then.
    @WithTransaction
    public Uni<Optional<StoredGrant>> ofClosing(UUID connectionId) {
        return rows.findById(connectionId)
                .chain(row ->
                        row == null || row.status != ConnectionStatus.CLOSING
                                ? Uni.createFrom().item(Optional.empty())
                                : of(connectionId));
    }

    /// @return false when somebody stored a newer grant meanwhile
    @WithTransaction
    public Uni<Boolean> replace(StoredGrant seen, Grant fresh) {
        return rows.replaceGrant(
                seen.connectionId(),
                seen.version(),
                SealedGrant.seal(cipher, fresh, seen.identity()),
                clock.instant());
    }

    /// @return false when somebody stored a newer grant meanwhile
    @WithTransaction
    public Uni<Boolean> needsReconnect(UUID connectionId, long seenVersion, String reason) {
        return rows.needsReconnect(connectionId, seenVersion, reason, clock.instant());
    }

    private StoredGrant open(ConnectionRow row) {
        GrantIdentity identity = row.grantIdentity();
        return new StoredGrant(
                row.id,
                identity,
                SealedGrant.openAccess(cipher, requireNonNull(row.accessToken), identity),
                SealedGrant.openRefresh(cipher, requireNonNull(row.refreshToken), identity),
                requireNonNull(row.tokenExpiresAt),
                row.tokenVersion);
    }
}
