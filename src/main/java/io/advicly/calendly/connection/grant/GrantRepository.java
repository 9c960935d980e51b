package io.advicly.calendly.connection.grant;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.SealedGrant;
import io.advicly.calendly.connection.retired.RetiredTokenRepository;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of grants in the rows of connections. All times are the database's. Every method joins
/// its caller's transaction.
@ApplicationScoped
class GrantRepository implements PanacheRepositoryBase<ConnectionRow, UUID> {

    /// Held to the end of the transaction, so that two consents of a user come one after the other,
    /// also where neither finds a row to lock. Taken before any row, and by nobody who holds one.
    private static final String LOCK_OWNER =
            """
            SELECT CAST(pg_advisory_xact_lock(
                     hashtextextended(CAST(:tenant AS text) || chr(10) || CAST(:user AS text), 4)) AS text)\
            """;

    private static final String LOCK_OWNER_OF =
            """
            SELECT CAST(pg_advisory_xact_lock(hashtextextended(tenant_id || chr(10) || user_id, 4)) AS text)
            FROM calendar_connections WHERE id = :id\
            """;

    /// Whatever the row was, it is (again) being connected: every stored grant has somebody who
    /// looks after it. The time of the consent is told once the lock is there, not when the
    /// transaction began: whoever waited for it comes later.
    private static final String STORE_UNBOUND =
            """
            INSERT INTO calendar_connections
              (id, tenant_id, user_id, access_token, refresh_token, token_issued_at, token_expires_at,
               next_refresh_at, token_version, token_calls, scope, status, next_attempt_at,
               attempt_claimed_by, consented_at, created_at, updated_at)
            VALUES (:id, :tenant, :user, :access, :refresh, :issued, :expires, :due, 1,
                    ARRAY[now()], :scope, 'CONNECTING', now() + make_interval(secs => :unfinished),
                    CAST(:replica AS bigint), clock_timestamp(), now(), now())
            ON CONFLICT (tenant_id, user_id, provider) WHERE calendly_user_uri IS NULL DO UPDATE
            SET access_token = EXCLUDED.access_token, refresh_token = EXCLUDED.refresh_token,
                token_issued_at = EXCLUDED.token_issued_at, token_expires_at = EXCLUDED.token_expires_at,
                next_refresh_at = EXCLUDED.next_refresh_at, scope = EXCLUDED.scope,
                token_version = calendar_connections.token_version + 1,
                token_calls = calendar_connections.token_calls || EXCLUDED.token_calls,
                unanswered_refreshes = 0, refresh_not_before = NULL, refresh_begun_at = NULL,
                refresh_failed_at = NULL, refresh_error = NULL, refresh_claimed_by = NULL,
                consent_refused = NULL, consent_refusal = NULL, token_refusals = 0, token_retry_at = NULL,
                unfinished_attempts = 0, status = EXCLUDED.status, status_reason = NULL, is_active = false,
                purge_requested_at = NULL, next_attempt_at = EXCLUDED.next_attempt_at,
                attempt_claimed_by = EXCLUDED.attempt_claimed_by, consented_at = EXCLUDED.consented_at,
                updated_at = EXCLUDED.updated_at
            RETURNING id\
            """;

    /// A row that is already active stays active; any other one is (again) being connected. A new
    /// row goes on with the version of the grant that it takes over.
    private static final String BIND =
            """
            INSERT INTO calendar_connections
              (id, tenant_id, user_id, access_token, refresh_token, token_issued_at, token_expires_at,
               next_refresh_at, token_version, token_calls, scope, calendly_user_uri,
               calendly_organization_uri, provider_account_email, provider_account_name,
               provider_account_timezone, status, next_attempt_at, attempt_claimed_by,
               refresh_begun_at, consented_at, created_at, updated_at)
            VALUES (:id, :tenant, :user, :access, :refresh, :issued, :expires, :due, :version,
                    ARRAY[now()], :scope, :account, :organization,
                    :email, :name, :timezone, 'CONNECTING', now() + make_interval(secs => :unfinished),
                    CAST(:replica AS bigint), CAST(:begun AS timestamptz),
                    CAST(:consented AS timestamptz), now(), now())
            ON CONFLICT (tenant_id, user_id, provider, calendly_user_uri) DO UPDATE
            SET access_token = EXCLUDED.access_token, refresh_token = EXCLUDED.refresh_token,
                token_issued_at = EXCLUDED.token_issued_at, token_expires_at = EXCLUDED.token_expires_at,
                next_refresh_at = EXCLUDED.next_refresh_at, scope = EXCLUDED.scope,
                token_version = calendar_connections.token_version + 1,
                token_calls = calendar_connections.token_calls || EXCLUDED.token_calls,
                unanswered_refreshes = 0, refresh_not_before = NULL,
                refresh_begun_at = EXCLUDED.refresh_begun_at,
                refresh_failed_at = NULL, refresh_error = NULL, refresh_claimed_by = NULL,
                consent_refused = NULL, consent_refusal = NULL, token_refusals = 0, token_retry_at = NULL,
                unfinished_attempts = 0, calendly_organization_uri = EXCLUDED.calendly_organization_uri,
                provider_account_email = EXCLUDED.provider_account_email,
                provider_account_name = EXCLUDED.provider_account_name,
                provider_account_timezone = EXCLUDED.provider_account_timezone,
                status = CASE WHEN calendar_connections.is_active THEN 'ACTIVE' ELSE 'CONNECTING' END,
                status_reason = NULL, purge_requested_at = NULL,
                next_attempt_at = EXCLUDED.next_attempt_at,
                attempt_claimed_by = EXCLUDED.attempt_claimed_by, consented_at = EXCLUDED.consented_at,
                updated_at = EXCLUDED.updated_at
            RETURNING id\
            """;

    /// Compare and set: writes only when nobody stored a newer grant since `seen`. It proves that a
    /// refusal that came in between was of the token before this one, so the connection is well
    /// again.
    private static final String REPLACE =
            """
            UPDATE calendar_connections
            SET access_token = :access, refresh_token = :refresh, token_issued_at = :issued,
                token_expires_at = :expires, next_refresh_at = :due,
                scope = coalesce(CAST(:scope AS text), scope), token_version = token_version + 1,
                unanswered_refreshes = 0, refresh_not_before = NULL, refresh_begun_at = NULL,
                refresh_failed_at = NULL, refresh_error = NULL, refresh_claimed_by = NULL,
                next_attempt_at = CASE WHEN status = 'NEEDS_RECONNECT' THEN now() ELSE next_attempt_at END,
                unfinished_attempts = CASE WHEN status = 'NEEDS_RECONNECT' THEN 0 ELSE unfinished_attempts END,
                status_reason = CASE WHEN status = 'NEEDS_RECONNECT' THEN NULL ELSE status_reason END,
                status = CASE WHEN status <> 'NEEDS_RECONNECT' THEN status
                              WHEN is_active THEN 'ACTIVE' ELSE 'CONNECTING' END,
                updated_at = now()
            WHERE id = :id AND token_version = :seen AND refresh_token IS NOT NULL\
            """;

    /// One that was never active is let go where another account of the user is: nobody would ask
    /// for that consent again.
    private static final String NEEDS_RECONNECT =
            """
            UPDATE calendar_connections c
            SET status = CASE WHEN gone.is THEN 'CLOSING' ELSE 'NEEDS_RECONNECT' END,
                next_attempt_at = CASE WHEN gone.is AND c.calendly_user_uri IS NULL THEN now() END,
                status_reason = :reason, updated_at = now()
            FROM (SELECT mine.id, NOT mine.is_active AND EXISTS (
                    SELECT FROM calendar_connections other
                    WHERE other.tenant_id = mine.tenant_id AND other.user_id = mine.user_id
                      AND other.is_active) AS is
                  FROM calendar_connections mine WHERE mine.id = :id) AS gone
            WHERE c.id = gone.id AND c.token_version = :seen AND c.status IN ('ACTIVE', 'CONNECTING')\
            """;

    private static final String FAILED =
            """
            UPDATE calendar_connections
            SET refresh_failed_at = coalesce(refresh_failed_at, now()),
                refresh_error = CASE WHEN CAST(:asked AS boolean) THEN CAST(:words AS text)
                                     ELSE coalesce(refresh_error, CAST(:words AS text)) END,
                unanswered_refreshes = unanswered_refreshes + CAST(:unanswered AS integer),
                refresh_begun_at = NULL,
                refresh_not_before = CASE WHEN CAST(:unanswered AS integer) > 0
                                          THEN now() + make_interval(secs => :pause)
                                          ELSE refresh_not_before END
            WHERE id = :id AND token_version = :seen\
            """;

    /// Its answer was heard: the call that was noted is over, whatever the row is by now.
    private static final String ANSWERED =
            """
            UPDATE calendar_connections SET refresh_begun_at = NULL
            WHERE id = :id AND token_version = :seen\
            """;

    private static final String POSTPONE =
            """
            UPDATE calendar_connections SET refresh_not_before = now() + make_interval(secs => :pause)
            WHERE id = :id AND token_version = :seen\
            """;

    private static final String CLAIM_REFRESH =
            """
            UPDATE calendar_connections
            SET next_refresh_at = now() + interval '1 minute', refresh_claimed_by = CAST(:replica AS bigint)
            WHERE id = (SELECT id FROM calendar_connections
                        WHERE next_refresh_at <= now() AND status = 'ACTIVE'
                        ORDER BY next_refresh_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id\
            """;

    private final RetiredTokenRepository retired;
    private final Replica replica;

    GrantRepository(RetiredTokenRepository retired, Replica replica) {
        this.retired = retired;
        this.replica = replica;
    }

    /// What a refresh that failed leaves in the row.
    ///
    /// @param asked whether Calendly was reached; else older words of its own are kept
    /// @param unanswered whether it may have used the refresh token up
    /// @param pause for how long the token is left alone then
    record Failure(String words, boolean asked, boolean unanswered, Duration pause) {}

    /// Consents of this user wait for each other from here to the end of the transaction.
    Uni<Void> lock(Caller owner) {
        return getSession().chain(session -> lockOwner(session, owner)).replaceWithVoid();
    }

    private static Uni<List<String>> lockOwner(Mutiny.Session session, Caller owner) {
        return session.createNativeQuery(LOCK_OWNER, String.class)
                .setParameter("tenant", owner.tenantId())
                .setParameter("user", owner.userId())
                .getResultList();
    }

    /// The same for the user of a row.
    Uni<Void> lockOwnerOf(UUID id) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(LOCK_OWNER_OF, String.class)
                                .setParameter("id", id)
                                .getResultList())
                .replaceWithVoid();
    }

    /// The user's rows that hold a grant.
    Uni<List<ConnectionRow>> withGrant(Caller owner) {
        return list(
                "tenantId = ?1 and userId = ?2 and refreshToken is not null",
                owner.tenantId(),
                owner.userId());
    }

    /// Whether the user has a connection for which no new consent is needed.
    Uni<Boolean> isWellConnected(Caller owner) {
        return count(
                        "tenantId = ?1 and userId = ?2 and status = ?3 and consentRefused is null",
                        owner.tenantId(),
                        owner.userId(),
                        ConnectionStatus.ACTIVE)
                .map(found -> found > 0);
    }

    /// @param unfinished when the sweep takes over what the caller has not finished
    Uni<UUID> storeUnbound(Caller owner, SealedGrant grant, Duration unfinished) {
        return idOf(owner, null)
                .call(old -> old.map(retired::overwritten).orElseGet(() -> Unis.nothing()))
                .chain(() -> query(STORE_UNBOUND))
                .flatMap(query ->
                        grant(owned(query, UUID.randomUUID(), owner, unfinished), grant)
                                .getSingleResult());
    }

    /// Moves the grant of an unbound row to the row of its account. What that one held ends.
    Uni<UUID> bind(ConnectionRow from, Account account, SealedGrant grant, Duration unfinished) {
        Caller owner = new Caller(from.tenantId, from.userId);
        return idOf(owner, account.uri())
                .call(old -> moveRetired(old, from))
                .chain(() -> delete("id = ?1", from.id))
                .chain(() -> query(BIND))
                .flatMap(query -> executeBind(query, from, owner, unfinished, grant, account));
    }

    private Uni<Void> moveRetired(Optional<UUID> old, ConnectionRow from) {
        return old.map(it -> retired.overwritten(it).chain(() -> retired.move(from.id, it)))
                .orElseGet(() -> Unis.nothing());
    }

    private Uni<UUID> executeBind(
            Mutiny.SelectionQuery<UUID> query,
            ConnectionRow from,
            Caller owner,
            Duration unfinished,
            SealedGrant grant,
            Account account) {
        return grant(owned(query, from.id, owner, unfinished), grant)
                .setParameter("version", from.tokenVersion)
                .setParameter("account", account.uri())
                .setParameter("organization", account.organizationUri())
                .setParameter("email", account.email())
                .setParameter("name", account.name())
                .setParameter("timezone", account.timezone())
                .setParameter("begun", from.refreshBegunAt)
                .setParameter("consented", from.consentedAt)
                .getSingleResult();
    }

    Uni<Boolean> replace(UUID id, long seenVersion, SealedGrant grant) {
        return retired.replacedAccess(id)
                .chain(this::getSession)
                .chain(session -> executeReplace(session, grant, id, seenVersion))
                .map(rows -> rows == 1);
    }

    private static Uni<Integer> executeReplace(
            Mutiny.Session session, SealedGrant grant, UUID id, long seenVersion) {
        return session.createNativeQuery(REPLACE)
                .setParameter("access", grant.accessToken())
                .setParameter("refresh", grant.refreshToken())
                .setParameter("issued", grant.life().issuedAt())
                .setParameter("expires", grant.life().expiresAt())
                .setParameter("due", grant.dueAt())
                .setParameter("scope", grant.scope())
                .setParameter("id", id)
                .setParameter("seen", seenVersion)
                .executeUpdate();
    }

    /// What is known of the account may be wrong: the sweep connects it once more.
    Uni<Integer> connectAgain(UUID id) {
        return update(
                "nextAttemptAt = instant, unfinishedAttempts = 0, attemptClaimedBy = null where id = ?1 and status = ?2",
                id,
                ConnectionStatus.ACTIVE);
    }

    Uni<Integer> failed(UUID id, long seenVersion, Failure failure) {
        return seen(FAILED, id, seenVersion).chain(query -> executeFailed(query, failure));
    }

    private static Uni<Integer> executeFailed(Mutiny.Query<Object> query, Failure failure) {
        return query.setParameter("asked", failure.asked())
                .setParameter("words", failure.words())
                .setParameter("unanswered", failure.unanswered() ? 1 : 0)
                .setParameter("pause", seconds(failure.pause()))
                .executeUpdate();
    }

    Uni<Integer> postpone(UUID id, long seenVersion, Duration pause) {
        return seen(POSTPONE, id, seenVersion)
                .chain(query -> query.setParameter("pause", seconds(pause)).executeUpdate());
    }

    /// The grant that is due longest; nobody else gets it for the next minute.
    Uni<Optional<ConnectionRow>> claimRefresh() {
        return query(CLAIM_REFRESH)
                .chain(query ->
                        query.setParameter("replica", replica.claimant()).getSingleResultOrNull())
                .chain(id -> id == null ? Uni.createFrom().nullItem() : findById(id))
                .map(Optional::ofNullable);
    }

    Uni<Integer> answered(UUID id, long seenVersion) {
        return seen(ANSWERED, id, seenVersion).chain(query -> query.executeUpdate());
    }

    Uni<Boolean> needsReconnect(UUID id, long seenVersion, String reason) {
        return seen(NEEDS_RECONNECT, id, seenVersion)
                .chain(query -> query.setParameter("reason", reason).executeUpdate())
                .map(rows -> rows == 1);
    }

    /// A statement about a grant that is still as it was seen.
    private Uni<Mutiny.Query<Object>> seen(String sql, UUID id, long seenVersion) {
        return getSession()
                .map(session ->
                        session.createNativeQuery(sql)
                                .setParameter("id", id)
                                .setParameter("seen", seenVersion));
    }

    /// The user's row of that account, or the one without any; locked.
    private Uni<Optional<UUID>> idOf(Caller owner, @Nullable String account) {
        String sql =
                "SELECT id FROM calendar_connections WHERE tenant_id = :tenant AND user_id = :user"
                        + " AND calendly_user_uri IS NOT DISTINCT FROM CAST(:account AS text) FOR"
                        + " UPDATE";
        return query(sql).chain(query -> selectId(query, owner, account)).map(Optional::ofNullable);
    }

    private static Uni<UUID> selectId(
            Mutiny.SelectionQuery<UUID> query, Caller owner, @Nullable String account) {
        return query.setParameter("tenant", owner.tenantId())
                .setParameter("user", owner.userId())
                .setParameter("account", account)
                .getSingleResultOrNull();
    }

    private Uni<Mutiny.SelectionQuery<UUID>> query(String sql) {
        return getSession().map(session -> session.createNativeQuery(sql, UUID.class));
    }

    private Mutiny.SelectionQuery<UUID> owned(
            Mutiny.SelectionQuery<UUID> query, UUID id, Caller owner, Duration unfinished) {
        return query.setParameter("id", id)
                .setParameter("tenant", owner.tenantId())
                .setParameter("user", owner.userId())
                .setParameter("unfinished", seconds(unfinished))
                .setParameter("replica", replica.claimant());
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

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
