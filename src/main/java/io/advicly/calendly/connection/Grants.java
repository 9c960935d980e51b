package io.advicly.calendly.connection;

import static java.util.Objects.requireNonNull;

import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.security.FieldCipher;
import io.advicly.calendly.security.UndecryptableException;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Stored grants, opened and replaced by version.
@ApplicationScoped
class Grants {

    private static final Logger LOG = Logger.getLogger(Grants.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// After the second refresh without an answer; doubles up to 16 minutes.
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private final ConnectionRepository rows;
    private final TokenCallRepository calls;
    private final FieldCipher cipher;
    private final TokenSchedule schedule;
    private final RefreshSettings settings;
    private final Clock clock;

    Grants(
            ConnectionRepository rows,
            TokenCallRepository calls,
            FieldCipher cipher,
            TokenSchedule schedule,
            RefreshSettings settings,
            Clock clock) {
        this.rows = rows;
        this.calls = calls;
        this.cipher = cipher;
        this.schedule = schedule;
        this.settings = settings;
        this.clock = clock;
    }

    /// The connection's grant; empty without one, and for a grant that nobody can decrypt: its
    /// connection then needs a new consent, and nobody else is harmed. Fails with a
    /// [MissingKeyException] when another replica could decrypt it.
    @WithTransaction
    public Uni<Optional<StoredGrant>> of(UUID connectionId) {
        return rows.findById(connectionId)
                .chain(row ->
                        row == null || row.refreshToken == null
                                ? Uni.createFrom().item(Optional.empty())
                                : opened(row));
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

    /// Notes that a token call is about to be made, whatever comes of it.
    ///
    /// @return fails with [RefreshPostponedException] when it must not be made yet
    @WithTransaction
    public Uni<Void> announceCall(StoredGrant grant) {
        Instant now = clock.instant();
        if (grant.notBefore() != null && now.isBefore(grant.notBefore())) {
            return Uni.createFrom()
                    .failure(
                            new RefreshPostponedException(
                                    "Calendly did not answer the last refreshes of this grant.",
                                    Duration.between(now, grant.notBefore())));
        }
        return calls.announce(
                        grant.connectionId(), settings.callsPerMinute(), now.minus(MINUTE), now)
                .chain(allowed ->
                        allowed
                                ? Uni.createFrom().voidItem()
                                : Uni.createFrom()
                                        .failure(
                                                new RefreshPostponedException(
                                                        "Calendly limits token calls per user and"
                                                                + " minute.",
                                                        MINUTE)));
    }

    /// Stores the grant that replaces `seen`. An account that seems to have moved to another
    /// organization is looked up by the sweep.
    ///
    /// @return false when somebody stored a newer grant meanwhile
    @WithTransaction
    public Uni<Boolean> replace(StoredGrant seen, Grant fresh) {
        Instant now = clock.instant();
        TokenLife life = new TokenLife(now, fresh.expiresAt());
        return rows.replaceGrant(
                        seen.connectionId(),
                        seen.version(),
                        SealedGrant.seal(
                                cipher, fresh, seen.identity(), life, schedule.dueAt(life)),
                        now)
                .call(kept ->
                        kept && seen.seemsMoved(fresh)
                                ? rows.connectAgain(seen.connectionId(), now)
                                : Uni.createFrom().voidItem());
    }

    /// Notes that Calendly may or may not have used the refresh token up. It is tried once more at
    /// once; after that only now and then, as long as Calendly keeps not answering.
    @WithTransaction
    public Uni<Void> unanswered(StoredGrant grant) {
        Duration pause =
                grant.unanswered() == 0
                        ? Duration.ZERO
                        : FIRST_PAUSE.multipliedBy(1L << (Math.min(grant.unanswered(), 6) - 1));
        return rows.unanswered(grant.connectionId(), grant.version(), clock.instant().plus(pause))
                .replaceWithVoid();
    }

    /// Calendly has refused the grant.
    ///
    /// @return false when somebody stored a newer grant meanwhile
    @WithTransaction
    public Uni<Boolean> needsReconnect(StoredGrant refused) {
        String reason =
                refused.unanswered() > 0
                        ? "Calendly's answer to a renewal of the stored consent got lost."
                        : "Calendly no longer accepts the stored consent.";
        return rows.needsReconnect(
                refused.connectionId(), refused.version(), reason, clock.instant());
    }

    /// A grant whose refresh is due; nobody else gets it for the next minute.
    @WithTransaction
    public Uni<Optional<DueGrant>> claimDue() {
        Instant now = clock.instant();
        return rows.claimRefresh(now, now.plus(MINUTE))
                .map(row -> row.map(it -> new DueGrant(it.id, it.tokenVersion)));
    }

    private Uni<Optional<StoredGrant>> opened(ConnectionRow row) {
        try {
            return Uni.createFrom().item(Optional.of(open(row)));
        } catch (UndecryptableException broken) {
            LOG.errorf("grant.undecryptable connection=%s %s", row.id, broken.getMessage());
            return rows.needsReconnect(
                            row.id, row.tokenVersion, SealedConnections.REASON, clock.instant())
                    .replaceWith(Optional.empty());
        }
    }

    private StoredGrant open(ConnectionRow row) {
        GrantIdentity identity = row.grantIdentity();
        return new StoredGrant(
                row.id,
                identity,
                row.calendlyOrganizationUri,
                SealedGrant.openAccess(cipher, requireNonNull(row.accessToken), identity),
                SealedGrant.openRefresh(cipher, requireNonNull(row.refreshToken), identity),
                row.tokenLife(),
                row.tokenVersion,
                row.status == ConnectionStatus.NEEDS_RECONNECT,
                row.unansweredRefreshes,
                row.refreshNotBefore);
    }
}
