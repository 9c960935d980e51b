package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.security.FieldCipher;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The connections, each change in a transaction of its own.
@ApplicationScoped
public class Connections {

    /// Longer than a clean-up takes when each of its calls needs its whole time limit.
    private static final Duration CLEAN_UP = Duration.ofMinutes(2);

    private final ConnectionRepository rows;
    private final FieldCipher cipher;
    private final TokenSchedule schedule;
    private final Clock clock;

    Connections(
            ConnectionRepository rows, FieldCipher cipher, TokenSchedule schedule, Clock clock) {
        this.rows = rows;
        this.cipher = cipher;
        this.schedule = schedule;
        this.clock = clock;
    }

    /// The connection that answers for the user; empty for somebody who never connected.
    @WithTransaction
    public Uni<Optional<Connection>> of(Caller owner) {
        return rows.current(owner).map(row -> row.map(ConnectionRow::toConnection));
    }

    @WithTransaction
    public Uni<Optional<Connection>> byId(UUID id) {
        return rows.findById(id)
                .map(row -> Optional.ofNullable(row).map(ConnectionRow::toConnection));
    }

    /// Puts a fresh grant down before anybody uses it: the refresh token that it replaces is dead.
    @WithTransaction
    public Uni<Connection> storeGrant(Caller owner, Grant grant) {
        Instant now = clock.instant();
        TokenLife life = new TokenLife(now, grant.expiresAt());
        SealedGrant sealed =
                SealedGrant.seal(
                        cipher, grant, new GrantIdentity(owner, null), life, schedule.dueAt(life));
        return rows.storeUnbound(UUID.randomUUID(), owner, sealed, now).chain(this::read);
    }

    /// Gives a stored grant to the account it turned out to belong to: to the user's existing
    /// connection to that account, or to a new one. A connection that has its account already only
    /// learns what changed, such as another organization.
    ///
    /// @return empty when the connection is gone: somebody else has bound its grant meanwhile
    @WithTransaction
    public Uni<Optional<Connection>> bind(UUID id, Account account) {
        return rows.locked(id)
                .chain(row ->
                        row.map(it -> bind(it, account))
                                .orElseGet(() -> Uni.createFrom().nullItem()))
                .map(Optional::ofNullable);
    }

    private Uni<Connection> bind(ConnectionRow row, Account account) {
        Instant now = clock.instant();
        if (row.calendlyUserUri != null) {
            return rows.describe(row.id, account, now).chain(() -> read(row.id));
        }
        Caller owner = new Caller(row.tenantId, row.userId);
        SealedGrant sealed =
                SealedGrant.reseal(cipher, row, new GrantIdentity(owner, account.uri()));
        return rows.deleteUnbound(owner)
                .chain(() -> rows.bind(row.id, owner, account, sealed, now))
                .chain(this::read);
    }

    /// Makes this the user's one active connection; another account's turns CLOSING.
    ///
    /// @return empty when the user has disconnected meanwhile, or Calendly has refused the grant
    @WithTransaction
    public Uni<Optional<Connection>> activate(Connection connection) {
        return rows.mayActivate(connection.id())
                .chain(may ->
                        may
                                ? activateNow(connection).map(Optional::of)
                                : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Connection> activateNow(Connection connection) {
        Instant now = clock.instant();
        return rows.closeOthers(connection.owner(), connection.id(), now)
                .chain(() -> rows.activate(connection.id(), now))
                .chain(() -> read(connection.id()));
    }

    /// Lets go of everything the user has, durably and at once: whatever fails later, the user is
    /// disconnected.
    ///
    /// @param purge whether to erase what is the user's, now or by the sweep
    /// @return what is left to clean up
    @WithTransaction
    public Uni<List<Connection>> startClosing(Caller owner, boolean purge) {
        Instant now = clock.instant();
        Instant sweepAt = now.plus(CLEAN_UP);
        return rows.startClosing(owner, now, sweepAt)
                .call(() ->
                        purge
                                ? rows.requestPurge(owner, now, sweepAt)
                                : Uni.createFrom().voidItem())
                .chain(() -> rows.closing(owner))
                .map(Connections::all);
    }

    /// The user's connections that wait for their clean-up, for example to an account that the user
    /// has left for another.
    @WithTransaction
    public Uni<List<Connection>> closing(Caller owner) {
        return rows.closing(owner).map(Connections::all);
    }

    /// Erases the tokens of a connection whose clean-up is done.
    ///
    /// @return false when the user has connected again meanwhile
    @WithTransaction
    public Uni<Boolean> closed(UUID id) {
        return rows.closed(id, clock.instant());
    }

    /// Deletes a purged connection whose clean-up is done, with all that hangs on it.
    ///
    /// @return false when the user has connected again meanwhile
    @WithTransaction
    public Uni<Boolean> forget(UUID id) {
        return rows.forget(id);
    }

    /// A connection that a call left unfinished; nobody else gets it for the next minutes.
    @WithTransaction
    public Uni<Optional<Connection>> claimUnfinished() {
        Instant now = clock.instant();
        return rows.claimUnfinished(now, now.plus(CLEAN_UP))
                .map(row -> row.map(ConnectionRow::toConnection));
    }

    /// The active connections of an organization, in every tenant, longest connected first.
    @WithTransaction
    public Uni<List<Connection>> activeIn(String organizationUri) {
        return rows.activeIn(organizationUri).map(Connections::all);
    }

    /// Shows a subscription to every connection that it serves. The database keeps the copy of the
    /// signing key true from then on.
    ///
    /// @param accountUri the one account of a user-scope subscription, null at organization scope
    /// @param sealedKey the subscription's signing key, as ciphertext
    @WithTransaction
    public Uni<Void> serveWith(
            String organizationUri,
            @Nullable String accountUri,
            String webhookUri,
            String sealedKey) {
        return rows.serveWith(organizationUri, accountUri, webhookUri, sealedKey).replaceWithVoid();
    }

    /// Notes how a sync ended.
    @WithTransaction
    public Uni<Void> synced(UUID id, String status, @Nullable String error) {
        return rows.update(
                        "lastSyncStatus = ?1, syncError = ?2, lastSyncAt = ?3 where id = ?4",
                        status,
                        error,
                        clock.instant(),
                        id)
                .replaceWithVoid();
    }

    private static List<Connection> all(List<ConnectionRow> found) {
        return found.stream().map(ConnectionRow::toConnection).toList();
    }

    private Uni<Connection> read(UUID id) {
        return rows.fresh(id).map(ConnectionRow::toConnection);
    }
}
