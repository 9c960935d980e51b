package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of connections. Every method joins its caller's transaction.
@ApplicationScoped
public class ConnectionRepository implements PanacheRepositoryBase<ConnectionRow, UUID> {

    /// What was tried in vain four times is tried less and less often.
    private static final String CLAIM_UNFINISHED =
            """
            UPDATE calendar_connections
            SET next_attempt_at = now() + CAST(:lease AS bigint) * interval '1 second'
                  * power(2, greatest(0, least(unfinished_attempts, 7) - 3)),
                unfinished_attempts = unfinished_attempts + 1,
                attempt_claimed_by = CAST(:replica AS bigint)
            WHERE id = (SELECT id FROM calendar_connections
                        WHERE next_attempt_at <= now() AND (purge_requested_at IS NOT NULL
                          OR status IN ('CONNECTING', 'ACTIVE', 'CLOSING'))
                        ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id\
            """;

    private static final String CURRENT_FIRST =
            "tenantId = ?1 and userId = ?2 order by isActive desc, updatedAt desc";

    /// Those that it has not finished: what is finished, or claimed anew, is not due then.
    public static final String FREE_UNFINISHED =
            "UPDATE calendar_connections SET next_attempt_at = now(), attempt_claimed_by = NULL"
                    + " WHERE attempt_claimed_by = $1 AND next_attempt_at > now()";

    private final Replica replica;

    ConnectionRepository(Replica replica) {
        this.replica = replica;
    }

    /// The connection that answers for the user: the active one, else the one that changed last.
    public Uni<Optional<ConnectionRow>> current(Caller owner) {
        return find(CURRENT_FIRST, owner.tenantId(), owner.userId())
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// All of the user's, first the one that answers for the user.
    public Uni<List<ConnectionRow>> allOf(Caller owner) {
        return list(CURRENT_FIRST, owner.tenantId(), owner.userId());
    }

    /// The row, locked until the transaction ends.
    public Uni<Optional<ConnectionRow>> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(Optional::ofNullable);
    }

    /// The row as the database has it now: statements have changed it behind the session's back.
    public Uni<ConnectionRow> fresh(UUID id) {
        return getSession().invoke(session -> session.clear()).chain(() -> findById(id));
    }

    /// What Calendly says about the account of a connection that is bound already.
    public Uni<Integer> describe(UUID id, Account account, Instant now) {
        return update(
                "calendlyOrganizationUri = ?1, providerAccountEmail = ?2, providerAccountName = ?3,"
                        + " providerAccountTimezone = ?4, updatedAt = ?5 where id = ?6 and"
                        + " calendlyUserUri = ?7",
                account.organizationUri(),
                account.email(),
                account.name(),
                account.timezone(),
                now,
                id,
                account.uri());
    }

    /// Where the user's connection to this account was until now; null without one.
    public Uni<@Nullable String> organizationOf(Caller owner, Account account) {
        return find(
                        "tenantId = ?1 and userId = ?2 and calendlyUserUri = ?3",
                        owner.tenantId(),
                        owner.userId(),
                        account.uri())
                .firstResult()
                .map(row -> row == null ? null : row.calendlyOrganizationUri);
    }

    /// Whether the row is still on its way to be active. Locks it until the transaction ends.
    public Uni<Boolean> mayActivate(UUID id) {
        return locked(id).map(ConnectionRepository::isOnItsWay);
    }

    private static boolean isOnItsWay(Optional<ConnectionRow> row) {
        return row.filter(it ->
                        it.status == ConnectionStatus.CONNECTING
                                || it.status == ConnectionStatus.ACTIVE)
                .isPresent();
    }

    /// Lets go of the user's other active connections, of those that were refused before they were
    /// active, as nobody would ever consent to them again, and of what the user has consented to
    /// before this one and what was not finished: it would take this one's place later. The
    /// clean-up erases them.
    public Uni<Integer> closeOthers(Caller owner, UUID except, Instant now) {
        return update(
                "status = ?1, isActive = false, updatedAt = ?2, unfinishedAttempts = 0, nextAttemptAt"
                        + " = case when calendlyUserUri is null then cast(?2 as Instant) end"
                        + " where tenantId = ?3 and userId = ?4 and id <> ?5 and (isActive or status = ?6"
                        + " or status = ?7 and consentedAt < (select mine.consentedAt from ConnectionRow mine"
                        + " where mine.id = ?5))",
                ConnectionStatus.CLOSING,
                now,
                owner.tenantId(),
                owner.userId(),
                except,
                ConnectionStatus.NEEDS_RECONNECT,
                ConnectionStatus.CONNECTING);
    }

    public Uni<Integer> activate(UUID id, Instant now) {
        return update(
                "status = ?1, isActive = true, statusReason = null, updatedAt = ?2, unfinishedAttempts = 0,"
                        + " nextAttemptAt = null, connectedAt = coalesce(connectedAt, ?2) where id = ?3 and"
                        + " refreshToken is not null",
                ConnectionStatus.ACTIVE,
                now,
                id);
    }

    /// What the account's Calendly refuses is noted where it is refused: a newer grant has no such
    /// note.
    public Uni<Integer> giveUp(UUID id, Instant now) {
        return update(
                "status = ?1, statusReason = ?2, nextAttemptAt = ?3, unfinishedAttempts = 0, updatedAt = ?3"
                        + " where id = ?4 and status = ?5 and calendlyUserUri is null"
                        + " and consentRefused is not null",
                ConnectionStatus.CLOSING,
                "Calendly refused the consent that was given.",
                now,
                id,
                ConnectionStatus.CONNECTING);
    }

    /// Lets go of everything the user has; the clean-up goes on from here, now or by the sweep.
    public Uni<Integer> startClosing(Caller owner, Instant now, Instant sweepAt) {
        return update(
                "status = ?1, isActive = false, statusReason = null, updatedAt = ?2,"
                        + " unfinishedAttempts = 0, nextAttemptAt"
                        + " = case when calendlyUserUri is null then cast(?3 as Instant) end,"
                        + " attemptClaimedBy = ?7"
                        + " where tenantId = ?4 and userId = ?5 and status <> ?6",
                ConnectionStatus.CLOSING,
                now,
                sweepAt,
                owner.tenantId(),
                owner.userId(),
                ConnectionStatus.DISCONNECTED,
                replica.claimant());
    }

    /// Nothing of what the user has is to stay, closed or not. What describes accounts goes at
    /// once.
    public Uni<Integer> requestPurge(Caller owner, Instant now, Instant sweepAt) {
        return update(
                "purgeRequestedAt = ?1, nextAttemptAt = ?2, unfinishedAttempts = 0, providerAccountEmail = null,"
                        + " providerAccountName = null, providerAccountTimezone = null, syncError ="
                        + " null, attemptClaimedBy = ?5, updatedAt = ?1 where tenantId = ?3 and userId = ?4",
                now,
                sweepAt,
                owner.tenantId(),
                owner.userId(),
                replica.claimant());
    }

    /// Deletes the row and everything that hangs on it, unless the user is back, or was and has
    /// left once more.
    public Uni<Boolean> forget(UUID id, Instant purgeRequestedAt) {
        return delete(
                        "id = ?1 and status = ?2 and purgeRequestedAt = ?3",
                        id,
                        ConnectionStatus.DISCONNECTED,
                        purgeRequestedAt)
                .map(rows -> rows == 1);
    }

    /// The user's connections that wait for their clean-up, or to be purged.
    public Uni<List<ConnectionRow>> closing(Caller owner) {
        return list(
                "tenantId = ?1 and userId = ?2 and (status = ?3 or purgeRequestedAt is not null)",
                owner.tenantId(),
                owner.userId(),
                ConnectionStatus.CLOSING);
    }

    /// Erases tokens and keys. Only a connection that is still closing: the user may be back
    /// already. A new version, so that a grant that arrives late is not stored here.
    public Uni<Boolean> closed(UUID id, Instant now) {
        return update(
                        "status = ?1, accessToken = null, refreshToken = null, tokenExpiresAt ="
                                + " null, tokenVersion = tokenVersion + 1, refreshFailedAt = null,"
                                + " refreshError = null, consentRefused = null, consentRefusal = null,"
                                + " tokenRefusals = 0, tokenRetryAt = null,"
                                + " unfinishedAttempts = 0, calendlyWebhookId = null, calendlyWebhookSigningKey = null,"
                                + " nextAttemptAt = case when purgeRequestedAt is null then null else"
                                + " cast(?2 as Instant) end, nextRefreshAt = null, updatedAt = ?2 where id"
                                + " = ?3 and status = ?4",
                        ConnectionStatus.DISCONNECTED,
                        now,
                        id,
                        ConnectionStatus.CLOSING)
                .map(count -> count == 1);
    }

    /// Where the user has connections to clean up after.
    public Uni<List<String>> organizationsOfClosing(Caller owner) {
        return find(
                        "select distinct calendlyOrganizationUri from ConnectionRow where tenantId = ?1"
                                + " and userId = ?2 and status = ?3 and calendlyOrganizationUri is not null",
                        owner.tenantId(),
                        owner.userId(),
                        ConnectionStatus.CLOSING)
                .project(String.class)
                .list();
    }

    /// The one whose turn it is longest, taken for `lease`.
    public Uni<Optional<ConnectionRow>> claimUnfinished(Duration lease) {
        return getSession()
                .chain(session -> executeClaim(session, lease))
                .chain(id -> id == null ? Uni.createFrom().nullItem() : findById(id))
                .map(Optional::ofNullable);
    }

    private Uni<UUID> executeClaim(Mutiny.Session session, Duration lease) {
        return session.createNativeQuery(CLAIM_UNFINISHED, UUID.class)
                .setParameter("lease", lease.toSeconds())
                .setParameter("replica", replica.claimant())
                .getSingleResultOrNull();
    }

    public Uni<List<ConnectionRow>> activeIn(String organizationUri) {
        return list(
                "isActive and calendlyOrganizationUri = ?1 order by connectedAt, id",
                organizationUri);
    }

    /// The connections that concern an organization's subscriptions: those in it, those that carry
    /// one of them, and those of accounts that have one. Those that are connected longest first.
    public Uni<List<ConnectionRow>> concerning(
            String organizationUri, Collection<UUID> carriers, Collection<String> accounts) {
        return list(
                "calendlyUserUri is not null and status in ?1 and (calendlyOrganizationUri = ?2"
                        + " or id in ?3 or calendlyUserUri in ?4)"
                        + " order by connectedAt nulls last, id",
                List.of(
                        ConnectionStatus.CONNECTING,
                        ConnectionStatus.ACTIVE,
                        ConnectionStatus.NEEDS_RECONNECT,
                        ConnectionStatus.CLOSING),
                organizationUri,
                carriers,
                accounts);
    }

    /// Those of these accounts that somebody is connected with in another organization.
    public Uni<List<String>> livingElsewhere(String organizationUri, Collection<String> accounts) {
        return find(
                        "select distinct calendlyUserUri from ConnectionRow where calendlyUserUri in ?1"
                                + " and calendlyOrganizationUri <> ?2 and status in ?3",
                        accounts,
                        organizationUri,
                        List.of(ConnectionStatus.CONNECTING, ConnectionStatus.ACTIVE))
                .project(String.class)
                .list();
    }

    public Uni<Integer> carries(UUID id, String webhookUri, String sealedKey) {
        return update(
                "calendlyWebhookId = ?1, calendlyWebhookSigningKey = ?2 where id = ?3",
                webhookUri,
                sealedKey,
                id);
    }

    public Uni<Integer> carryNoMore(String webhookUri) {
        return update(
                "calendlyWebhookId = null, calendlyWebhookSigningKey = null"
                        + " where calendlyWebhookId = ?1",
                webhookUri);
    }
}
