package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.security.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of connections. Every method joins its caller's transaction.
@ApplicationScoped
class ConnectionRepository implements PanacheRepositoryBase<ConnectionRow, UUID> {

    /// How long a call may take before the sweep takes over what it left.
    private static final Duration UNFINISHED = Duration.ofMinutes(2);

    private static final String STORE_UNBOUND =
            """
            INSERT INTO calendar_connections
              (id, tenant_id, user_id, access_token, refresh_token, token_issued_at, token_expires_at,
               next_refresh_at, token_version, token_calls, scope, status, next_attempt_at, created_at,
               updated_at)
            VALUES (:id, :tenant, :user, :access, :refresh, :issued, :expires, :due, 1,
                    ARRAY[cast(:now AS timestamptz)], :scope, 'CONNECTING', :retry, :now, :now)
            ON CONFLICT (tenant_id, user_id, provider) WHERE calendly_user_uri IS NULL DO UPDATE
            SET access_token = EXCLUDED.access_token, refresh_token = EXCLUDED.refresh_token,
                token_issued_at = EXCLUDED.token_issued_at, token_expires_at = EXCLUDED.token_expires_at,
                next_refresh_at = EXCLUDED.next_refresh_at, scope = EXCLUDED.scope,
                token_version = calendar_connections.token_version + 1,
                token_calls = calendar_connections.token_calls || EXCLUDED.token_calls,
                unanswered_refreshes = 0, refresh_not_before = NULL,
                purge_requested_at = NULL, next_attempt_at = EXCLUDED.next_attempt_at,
                updated_at = EXCLUDED.updated_at
            RETURNING id\
            """;

    /// A row that is already active stays active; any other one is (again) being connected.
    private static final String BIND =
            """
            INSERT INTO calendar_connections
              (id, tenant_id, user_id, access_token, refresh_token, token_issued_at, token_expires_at,
               next_refresh_at, token_version, token_calls, scope, calendly_user_uri,
               calendly_organization_uri, provider_account_email, provider_account_name,
               provider_account_timezone, status, next_attempt_at, created_at, updated_at)
            VALUES (:id, :tenant, :user, :access, :refresh, :issued, :expires, :due, 1,
                    ARRAY[cast(:now AS timestamptz)], :scope, :account, :organization,
                    :email, :name, :timezone, 'CONNECTING', :retry, :now, :now)
            ON CONFLICT (tenant_id, user_id, provider, calendly_user_uri) DO UPDATE
            SET access_token = EXCLUDED.access_token, refresh_token = EXCLUDED.refresh_token,
                token_issued_at = EXCLUDED.token_issued_at, token_expires_at = EXCLUDED.token_expires_at,
                next_refresh_at = EXCLUDED.next_refresh_at, scope = EXCLUDED.scope,
                token_version = calendar_connections.token_version + 1,
                token_calls = calendar_connections.token_calls || EXCLUDED.token_calls,
                unanswered_refreshes = 0, refresh_not_before = NULL,
                calendly_organization_uri = EXCLUDED.calendly_organization_uri,
                provider_account_email = EXCLUDED.provider_account_email,
                provider_account_name = EXCLUDED.provider_account_name,
                provider_account_timezone = EXCLUDED.provider_account_timezone,
                status = CASE WHEN calendar_connections.is_active THEN 'ACTIVE' ELSE 'CONNECTING' END,
                status_reason = NULL, purge_requested_at = NULL,
                next_attempt_at = EXCLUDED.next_attempt_at,
                updated_at = EXCLUDED.updated_at
            RETURNING id\
            """;

    private static final String CLAIM_UNFINISHED =
            """
            UPDATE calendar_connections SET next_attempt_at = :until
            WHERE id = (SELECT id FROM calendar_connections
                        WHERE next_attempt_at <= :now AND (purge_requested_at IS NOT NULL
                          OR status IN ('CONNECTING', 'ACTIVE', 'CLOSING'))
                        ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id\
            """;

    private static final String CLAIM_REFRESH =
            """
            UPDATE calendar_connections SET next_refresh_at = :until
            WHERE id = (SELECT id FROM calendar_connections
                        WHERE next_refresh_at <= :now AND status = 'ACTIVE'
                        ORDER BY next_refresh_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id\
            """;

    /// The connection that answers for the user: the active one, else the one that changed last.
    Uni<Optional<ConnectionRow>> current(Caller owner) {
        return find(
                        "tenantId = ?1 and userId = ?2 order by isActive desc, updatedAt desc",
                        owner.tenantId(),
                        owner.userId())
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// The row, locked until the transaction ends.
    Uni<Optional<ConnectionRow>> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(Optional::ofNullable);
    }

    /// The row as the database has it now: statements have changed it behind the session's back.
    Uni<ConnectionRow> fresh(UUID id) {
        return getSession().invoke(session -> session.clear()).chain(() -> findById(id));
    }

    /// What Calendly says about the account of a connection that is bound already.
    Uni<Integer> describe(UUID id, Account account, Instant now) {
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

    Uni<UUID> storeUnbound(UUID id, Caller owner, SealedGrant grant, Instant now) {
        return query(STORE_UNBOUND)
                .flatMap(query -> grant(owned(query, id, owner, now), grant).getSingleResult());
    }

    Uni<UUID> bind(UUID id, Caller owner, Account account, SealedGrant grant, Instant now) {
        return query(BIND)
                .flatMap(query ->
                        grant(owned(query, id, owner, now), grant)
                                .setParameter("account", account.uri())
                                .setParameter("organization", account.organizationUri())
                                .setParameter("email", account.email())
                                .setParameter("name", account.name())
                                .setParameter("timezone", account.timezone())
                                .getSingleResult());
    }

    Uni<Void> deleteUnbound(Caller owner) {
        return delete(
                        "tenantId = ?1 and userId = ?2 and calendlyUserUri is null",
                        owner.tenantId(),
                        owner.userId())
                .replaceWithVoid();
    }

    /// Whether the row is still on its way to be active. Locks it until the transaction ends.
    Uni<Boolean> mayActivate(UUID id) {
        return locked(id)
                .map(row ->
                        row.filter(it ->
                                        it.status == ConnectionStatus.CONNECTING
                                                || it.status == ConnectionStatus.ACTIVE)
                                .isPresent());
    }

    /// Lets go of the user's other active connections; the clean-up erases them.
    Uni<Integer> closeOthers(Caller owner, UUID except, Instant now) {
        return update(
                "status = ?1, isActive = false, updatedAt = ?2, nextAttemptAt = ?2"
                        + " where tenantId = ?3 and userId = ?4 and isActive and id <> ?5",
                ConnectionStatus.CLOSING,
                now,
                owner.tenantId(),
                owner.userId(),
                except);
    }

    Uni<Integer> activate(UUID id, Instant now) {
        return update(
                "status = ?1, isActive = true, statusReason = null, updatedAt = ?2, nextAttemptAt ="
                        + " null, connectedAt = coalesce(connectedAt, ?2) where id = ?3 and"
                        + " refreshToken is not null",
                ConnectionStatus.ACTIVE,
                now,
                id);
    }

    /// Compare and set: writes only when nobody stored a newer grant since `seenVersion`.
    Uni<Boolean> replaceGrant(UUID id, long seenVersion, SealedGrant grant, Instant now) {
        return update(
                        "accessToken = ?1, refreshToken = ?2, tokenIssuedAt = ?3, tokenExpiresAt ="
                                + " ?4, nextRefreshAt = ?5, scope = coalesce(?6, scope), tokenVersion ="
                                + " tokenVersion + 1, unansweredRefreshes = 0, refreshNotBefore = null,"
                                + " updatedAt = ?7 where id = ?8 and tokenVersion = ?9",
                        grant.accessToken(),
                        grant.refreshToken(),
                        grant.life().issuedAt(),
                        grant.life().expiresAt(),
                        grant.dueAt(),
                        grant.scope(),
                        now,
                        id,
                        seenVersion)
                .map(rows -> rows == 1);
    }

    /// What is known of the account may be wrong: the sweep connects it once more.
    Uni<Integer> connectAgain(UUID id, Instant now) {
        return update(
                "nextAttemptAt = ?1 where id = ?2 and status = ?3",
                now,
                id,
                ConnectionStatus.ACTIVE);
    }

    Uni<Integer> unanswered(UUID id, long seenVersion, Instant notBefore) {
        return update(
                "unansweredRefreshes = unansweredRefreshes + 1, refreshNotBefore = ?1"
                        + " where id = ?2 and tokenVersion = ?3",
                notBefore,
                id,
                seenVersion);
    }

    /// The grant that is due longest, taken until `until`.
    Uni<Optional<ConnectionRow>> claimRefresh(Instant now, Instant until) {
        return claim(CLAIM_REFRESH, now, until);
    }

    /// Lets go of everything the user has; the clean-up goes on from here, now or by the sweep.
    Uni<Integer> startClosing(Caller owner, Instant now, Instant sweepAt) {
        return update(
                "status = ?1, isActive = false, statusReason = null, updatedAt = ?2, nextAttemptAt"
                        + " = ?3 where tenantId = ?4 and userId = ?5 and status <> ?6",
                ConnectionStatus.CLOSING,
                now,
                sweepAt,
                owner.tenantId(),
                owner.userId(),
                ConnectionStatus.DISCONNECTED);
    }

    /// Nothing of what the user has is to stay, closed or not. What describes accounts goes at
    /// once.
    Uni<Integer> requestPurge(Caller owner, Instant now, Instant sweepAt) {
        return update(
                "purgeRequestedAt = ?1, nextAttemptAt = ?2, providerAccountEmail = null,"
                        + " providerAccountName = null, providerAccountTimezone = null, syncError ="
                        + " null, updatedAt = ?1 where tenantId = ?3 and userId = ?4",
                now,
                sweepAt,
                owner.tenantId(),
                owner.userId());
    }

    /// Deletes the row and everything that hangs on it, unless the user is back.
    Uni<Boolean> forget(UUID id) {
        return delete(
                        "id = ?1 and status = ?2 and purgeRequestedAt is not null",
                        id,
                        ConnectionStatus.DISCONNECTED)
                .map(rows -> rows == 1);
    }

    /// The user's connections that wait for their clean-up, or to be purged.
    Uni<List<ConnectionRow>> closing(Caller owner) {
        return list(
                "tenantId = ?1 and userId = ?2 and (status = ?3 or purgeRequestedAt is not null)",
                owner.tenantId(),
                owner.userId(),
                ConnectionStatus.CLOSING);
    }

    /// Erases tokens and keys. Only a connection that is still closing: the user may be back
    /// already.
    Uni<Boolean> closed(UUID id, Instant now) {
        return update(
                        "status = ?1, accessToken = null, refreshToken = null, tokenExpiresAt ="
                                + " null, calendlyWebhookId = null, calendlyWebhookSigningKey = null,"
                                + " nextAttemptAt = case when purgeRequestedAt is null then null else"
                                + " nextAttemptAt end, nextRefreshAt = null, updatedAt = ?2 where id"
                                + " = ?3 and status = ?4",
                        ConnectionStatus.DISCONNECTED,
                        now,
                        id,
                        ConnectionStatus.CLOSING)
                .map(count -> count == 1);
    }

    /// The one whose turn it is longest, taken until `until`.
    Uni<Optional<ConnectionRow>> claimUnfinished(Instant now, Instant until) {
        return claim(CLAIM_UNFINISHED, now, until);
    }

    private Uni<Optional<ConnectionRow>> claim(String sql, Instant now, Instant until) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(sql, UUID.class)
                                .setParameter("now", now)
                                .setParameter("until", until)
                                .getSingleResultOrNull())
                .chain(id -> id == null ? Uni.createFrom().nullItem() : findById(id))
                .map(Optional::ofNullable);
    }

    Uni<List<ConnectionRow>> activeIn(String organizationUri) {
        return list(
                "isActive and calendlyOrganizationUri = ?1 order by connectedAt, id",
                organizationUri);
    }

    Uni<Boolean> needsReconnect(UUID id, long seenVersion, String reason, Instant now) {
        return update(
                        "status = ?1, statusReason = ?2, updatedAt = ?3, nextAttemptAt = null"
                                + " where id = ?4 and tokenVersion = ?5 and status in ?6",
                        ConnectionStatus.NEEDS_RECONNECT,
                        reason,
                        now,
                        id,
                        seenVersion,
                        List.of(ConnectionStatus.ACTIVE, ConnectionStatus.CONNECTING))
                .map(rows -> rows == 1);
    }

    Uni<Integer> serveWith(
            String organizationUri,
            @Nullable String accountUri,
            String webhookUri,
            String sealedKey) {
        return update(
                "calendlyWebhookId = ?1, calendlyWebhookSigningKey = ?2"
                        + " where calendlyOrganizationUri = ?3"
                        + " and calendlyUserUri = coalesce(?4, calendlyUserUri) and status in ?5",
                webhookUri,
                sealedKey,
                organizationUri,
                accountUri,
                List.of(
                        ConnectionStatus.CONNECTING,
                        ConnectionStatus.ACTIVE,
                        ConnectionStatus.NEEDS_RECONNECT));
    }

    private Uni<Mutiny.SelectionQuery<UUID>> query(String sql) {
        return getSession().map(session -> session.createNativeQuery(sql, UUID.class));
    }

    private static Mutiny.SelectionQuery<UUID> owned(
            Mutiny.SelectionQuery<UUID> query, UUID id, Caller owner, Instant now) {
        return query.setParameter("id", id)
                .setParameter("tenant", owner.tenantId())
                .setParameter("user", owner.userId())
                .setParameter("now", now)
                .setParameter("retry", now.plus(UNFINISHED));
    }

    private static Mutiny.SelectionQuery<UUID> grant(
            Mutiny.SelectionQuery<UUID> query, SealedGrant grant) {
        return query.setParameter("access", grant.accessToken())
                .setParameter("refresh", grant.refreshToken())
                .setParameter("issued", grant.life().issuedAt())
                .setParameter("expires", grant.life().expiresAt())
                .setParameter("due", grant.dueAt())
                .setParameter("scope", grant.scope());
    }
}
