package io.advicly.calendly.connection.consent;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionRepository;
import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.grant.ConsentCode;
import io.advicly.calendly.connection.grant.GrantKeeping;
import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The connections, each change in a transaction of its own.
@ApplicationScoped
public class Connections {

    /// Longer than a clean-up takes when each of its calls needs its whole time limit.
    private static final Duration CLEAN_UP = Duration.ofMinutes(2);

    private final ConnectionRepository rows;
    private final Organizations organizations;
    private final GrantKeeping grants;
    private final Clock clock;

    Connections(
            ConnectionRepository rows,
            Organizations organizations,
            GrantKeeping grants,
            Clock clock) {
        this.rows = rows;
        this.organizations = organizations;
        this.grants = grants;
        this.clock = clock;
    }

    /// The connection that answers for the user; empty for somebody who never connected.
    @WithTransaction
    public Uni<Optional<Connection>> current(Caller owner) {
        return rows.current(owner).map(row -> row.map(ConnectionRow::toConnection));
    }

    /// The connection that the user wants: the one that the user has consented to last where that
    /// was not finished, else the one that answers for the user.
    @WithTransaction
    public Uni<Optional<Connection>> wanted(Caller owner) {
        return rows.allOf(owner).map(all -> LatestConsent.of(all).map(ConnectionRow::toConnection));
    }

    @WithTransaction
    public Uni<Optional<Connection>> byId(UUID id) {
        return rows.findById(id)
                .map(row -> Optional.ofNullable(row).map(ConnectionRow::toConnection));
    }

    /// Those of these that there are.
    @WithTransaction
    public Uni<List<Connection>> byIds(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Unis.item(List.of())
                : rows.list("id in ?1", ids).map(Connections::all);
    }

    /// Puts a fresh grant down before anybody uses it. May be repeated.
    ///
    /// @param unfinished when the sweep takes over what the caller has not finished; zero when
    ///   nobody waits for it any more, as whoever consented has been told that it failed
    /// @return empty when the user wants it no more: it is revoked
    @WithTransaction
    public Uni<Optional<Connection>> storeGrant(
            ConsentCode code, Grant grant, Duration unfinished) {
        return grants.storeNew(code, grant, unfinished)
                .chain(id ->
                        id.map(it -> read(it).map(Optional::of))
                                .orElseGet(() -> Unis.item(Optional.empty())));
    }

    /// Gives a stored grant to the account it turned out to belong to: to the user's existing
    /// connection to that account, or to a new one. A connection that has its account already only
    /// learns what changed, such as another organization.
    ///
    /// @param version of the grant that Calendly was asked with: one of another account may have
    ///   taken its place, from another tab
    /// @return empty when the connection is gone: somebody else has bound its grant meanwhile, or
    ///   the user has disconnected; fails with [OtherGrantException] when it holds another grant
    @WithTransaction
    public Uni<Optional<Connection>> bind(UUID id, Account account, long version) {
        return grants.lock(id)
                .chain(() -> rows.locked(id))
                .chain(row ->
                        row.map(it -> bind(it, account, version))
                                .orElseGet(() -> Uni.createFrom().nullItem()))
                .map(Optional::ofNullable);
    }

    private Uni<Connection> bind(ConnectionRow row, Account account, long version) {
        Instant now = clock.instant();
        if (row.calendlyUserUri != null) {
            String before = row.calendlyOrganizationUri;
            return rows.describe(row.id, account, now)
                    .chain(() -> markMoved(row.id, before, account))
                    .chain(() -> read(row.id));
        }
        if (row.status != ConnectionStatus.CONNECTING || row.refreshToken == null) {
            return Uni.createFrom().nullItem();
        }
        return row.tokenVersion == version
                ? bindNew(row, account)
                : Uni.createFrom().failure(new OtherGrantException());
    }

    private Uni<Connection> bindNew(ConnectionRow row, Account account) {
        return rows.organizationOf(new Caller(row.tenantId, row.userId), account)
                .chain(before -> bindAndMark(before, row, account))
                .chain(this::read);
    }

    private Uni<UUID> bindAndMark(@Nullable String before, ConnectionRow row, Account account) {
        return grants.bind(row, account)
                .call(id -> markMoved(id, before, account))
                .call(() -> organizations.markConsented(account.organizationUri(), account.uri()));
    }

    /// Calendly has moved the account: what it leaves behind is to be cleaned up, and it is new
    /// where it is now. What was delivered there until now has found nobody; that is a gap until
    /// the organization was looked at, whoever is killed before that. Both in one order, as two may
    /// move past each other.
    private Uni<Void> markMoved(UUID id, @Nullable String before, Account account) {
        String now = account.organizationUri();
        if (before == null || before.equals(now)) {
            return Unis.nothing();
        }
        return before.compareTo(now) < 0
                ? organizations.markDue(before).chain(() -> markArrived(id, account))
                : markArrived(id, account).chain(() -> organizations.markDue(before));
    }

    private Uni<Void> markArrived(UUID id, Account account) {
        return organizations
                .markConsented(account.organizationUri(), account.uri())
                .chain(() -> organizations.markUnserved(account.organizationUri(), id));
    }

    /// Whoever is let go leaves something behind in these organizations.
    private Uni<Void> markClosing(Caller owner) {
        return rows.organizationsOfClosing(owner).chain(this::markEachDue);
    }

    private Uni<Void> markEachDue(List<String> found) {
        return Multi.createFrom()
                .iterable(found.stream().sorted().toList())
                .onItem()
                .transformToUniAndConcatenate(organizations::markDue)
                .onItem()
                .ignoreAsUni();
    }

    /// Makes this the user's one active connection; another account's turns CLOSING, and so does
    /// what the user has consented to before and what was not finished.
    ///
    /// @return empty when the user has disconnected meanwhile, or Calendly has refused the grant
    @WithTransaction
    public Uni<Optional<Connection>> activate(Connection connection) {
        return grants.lock(connection.owner())
                .chain(() -> rows.mayActivate(connection.id()))
                .chain(may ->
                        may
                                ? activateNow(connection).map(Optional::of)
                                : Unis.item(Optional.empty()));
    }

    private Uni<Connection> activateNow(Connection connection) {
        Instant now = clock.instant();
        return rows.closeOthers(connection.owner(), connection.id(), now)
                .call(closed -> closed > 0 ? markClosing(connection.owner()) : Unis.nothing())
                .chain(() -> rows.activate(connection.id(), now))
                .chain(() -> read(connection.id()));
    }

    /// Lets go of everything the user has, durably and at once: whatever fails later, the user is
    /// disconnected.
    ///
    /// @param purge whether to erase what is the user's, now or by the sweep
    /// @param withdraw what keeps a grant from being stored that is still under way; joins the
    ///   transaction
    /// @return what is left to clean up
    @WithTransaction
    public Uni<List<Connection>> startClosing(
            Caller owner, boolean purge, Supplier<Uni<Void>> withdraw) {
        Instant now = clock.instant();
        Instant sweepAt = now.plus(CLEAN_UP);
        return grants.lock(owner)
                .chain(() -> withdraw.get())
                .chain(() -> rows.startClosing(owner, now, sweepAt))
                .call(() -> purge ? rows.requestPurge(owner, now, sweepAt) : Unis.nothing())
                .chain(() -> markClosing(owner))
                .chain(() -> rows.closing(owner))
                .map(Connections::all);
    }

    /// Lets go of a grant whose account nobody knows and Calendly refuses to tell, unless another
    /// consent has taken its place meanwhile. A connection that has its account stays: its user is
    /// asked for a new consent.
    @WithTransaction
    public Uni<Void> giveUp(UUID id) {
        return rows.giveUp(id, clock.instant()).replaceWithVoid();
    }

    /// The user's connections that wait for their clean-up, for example to an account that the user
    /// has left for another.
    @WithTransaction
    public Uni<List<Connection>> closing(Caller owner) {
        return rows.closing(owner).map(Connections::all);
    }

    /// Erases the tokens of a connection whose clean-up is done.
    ///
    /// @param revoked the version of the grant that was revoked; one that was stored since then
    ///   ends too, but later
    /// @return false when the user has connected again meanwhile
    @WithTransaction
    public Uni<Boolean> closed(UUID id, long revoked) {
        return rows.locked(id).chain(row -> letGoAndClose(row, revoked, id));
    }

    private Uni<Boolean> letGoAndClose(Optional<ConnectionRow> row, long revoked, UUID id) {
        return row.filter(it -> it.status == ConnectionStatus.CLOSING)
                .map(it -> grants.letGo(it, revoked).chain(() -> rows.closed(id, clock.instant())))
                .orElseGet(() -> Unis.item(false));
    }

    /// Deletes a purged connection whose clean-up is done, with all that hangs on it.
    ///
    /// @return false when the user has connected again since `closed` was read
    @WithTransaction
    public Uni<Boolean> forget(Connection closed) {
        Instant purge = closed.purgeRequestedAt();
        return purge == null ? Unis.item(false) : rows.forget(closed.id(), purge);
    }

    /// The statement that has due again what a replica that is dead has not finished.
    public static String freeingUnfinished() {
        return ConnectionRepository.FREE_UNFINISHED;
    }

    /// A connection that a call left unfinished; nobody else gets it for the next minutes, as long
    /// as this process lives.
    @WithTransaction
    public Uni<Optional<Connection>> claimUnfinished() {
        return rows.claimUnfinished(CLEAN_UP).map(row -> row.map(ConnectionRow::toConnection));
    }

    /// The active connections of an organization, in every tenant, longest connected first.
    @WithTransaction
    public Uni<List<Connection>> activeIn(String organizationUri) {
        return rows.activeIn(organizationUri).map(Connections::all);
    }

    /// The connections that concern an organization's subscriptions, in every tenant: those in it,
    /// those that carry one of them, and those of accounts that have one. The longest connected
    /// first.
    @WithTransaction
    public Uni<List<Connection>> concerning(
            String organizationUri, Collection<UUID> carriers, Collection<String> accounts) {
        return rows.concerning(organizationUri, carriers, accounts).map(Connections::all);
    }

    /// Those of these accounts that somebody is connected with in another organization. As an
    /// account is in one organization at a time, Calendly has moved it (docs/calendly-api.md 1.6).
    @WithTransaction
    public Uni<List<String>> livingElsewhere(String organizationUri, Collection<String> accounts) {
        return accounts.isEmpty()
                ? Unis.item(List.of())
                : rows.livingElsewhere(organizationUri, accounts);
    }

    /// Shows a subscription to the connection that carries it. The database keeps the copy of the
    /// signing key true from then on.
    ///
    /// @param sealedKey the subscription's signing key, as ciphertext
    @WithTransaction
    public Uni<Void> carries(UUID id, String webhookUri, String sealedKey) {
        return rows.carryNoMore(webhookUri)
                .chain(() -> rows.carries(id, webhookUri, sealedKey))
                .replaceWithVoid();
    }

    /// Calendly has this subscription no more.
    @WithTransaction
    public Uni<Void> carryNoMore(String webhookUri) {
        return rows.carryNoMore(webhookUri).replaceWithVoid();
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
