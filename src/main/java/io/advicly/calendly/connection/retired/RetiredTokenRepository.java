package io.advicly.calendly.connection.retired;

import io.advicly.calendly.connection.GrantIdentity;
import io.advicly.calendly.connection.SealedGrant;
import io.advicly.calendly.platform.claims.Replica;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of retired tokens. All times are the database's. Every method joins its caller's
/// transaction; the row that tokens are taken from must be locked in it.
@ApplicationScoped
public class RetiredTokenRepository implements PanacheRepositoryBase<RetiredTokenRow, UUID> {

    /// Ciphertext and what it is bound to move as they are.
    private static final String RETIRE =
            """
            INSERT INTO retired_tokens
              (connection_id, tenant_id, user_id, calendly_user_uri, kind, token, expires_at, revoke_at)
            SELECT c.id, c.tenant_id, c.user_id, c.calendly_user_uri, t.kind, t.token, t.expires_at, %s
            FROM calendar_connections c
            CROSS JOIN LATERAL (VALUES ('access', c.access_token, c.token_expires_at),
                                       ('refresh', c.refresh_token, NULL)) AS t(kind, token, expires_at)
            WHERE c.id = :id AND t.kind LIKE '%s' AND t.token IS NOT NULL
              AND coalesce(t.expires_at > now(), true)\
            """;

    private static final String REPLACED_ACCESS =
            RETIRE.formatted("CAST(NULL AS timestamptz)", "access");

    private static final String OVERWRITTEN = RETIRE.formatted("now()", "%");

    private static final String REVOKE_NOW =
            "UPDATE retired_tokens SET revoke_at = now() WHERE connection_id = :id AND revoke_at IS NULL";

    private static final String MOVE =
            "UPDATE retired_tokens SET connection_id = :to WHERE connection_id = :id";

    private static final String HOLD =
            """
            INSERT INTO retired_tokens
              (connection_id, tenant_id, user_id, calendly_user_uri, kind, token, expires_at, revoke_at)
            VALUES (:id, :tenant, :user, :account, 'access', :access, :expires, now()),
                   (:id, :tenant, :user, :account, 'refresh', :refresh, NULL, now())\
            """;

    /// A failed attempt is followed by the next one after a minute, two, and so on up to an hour.
    private static final String CLAIM =
            """
            UPDATE retired_tokens
            SET attempts = attempts + 1, revoke_at = now() + least(60, power(2, least(attempts, 6))) * interval '1 minute',
                claimed_by = CAST(:replica AS bigint)
            WHERE id = (SELECT id FROM retired_tokens WHERE revoke_at <= now()
                        ORDER BY revoke_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id\
            """;

    public static final String FREE =
            "UPDATE retired_tokens SET revoke_at = now(), claimed_by = NULL WHERE claimed_by = $1";

    private final Replica replica;

    RetiredTokenRepository(Replica replica) {
        this.replica = replica;
    }

    /// The access token that a refresh is about to replace: good for its connection until it ends,
    /// and revoked only by a disconnect.
    public Uni<Integer> replacedAccess(UUID connection) {
        return run(REPLACED_ACCESS, connection);
    }

    /// All that a connection has, and had, at Calendly: nobody uses it from now on.
    public Uni<Void> overwritten(UUID connection) {
        return run(OVERWRITTEN, connection).chain(() -> revokeNow(connection));
    }

    /// What the connection had, but not what it has.
    public Uni<Void> revokeNow(UUID connection) {
        return run(REVOKE_NOW, connection).replaceWithVoid();
    }

    /// Where a connection's grant moves, the tokens before it move too.
    public Uni<Void> move(UUID from, UUID to) {
        return getSession().chain(session -> executeMove(session, to, from)).replaceWithVoid();
    }

    private static Uni<Integer> executeMove(Mutiny.Session session, UUID to, UUID from) {
        return session.createNativeQuery(MOVE)
                .setParameter("to", to)
                .setParameter("id", from)
                .executeUpdate();
    }

    /// A grant that no row is waiting for.
    public Uni<Void> hold(UUID connection, GrantIdentity identity, SealedGrant grant) {
        return getSession()
                .chain(session -> executeHold(session, connection, identity, grant))
                .replaceWithVoid();
    }

    private static Uni<Integer> executeHold(
            Mutiny.Session session, UUID connection, GrantIdentity identity, SealedGrant grant) {
        return session.createNativeQuery(HOLD)
                .setParameter("id", connection)
                .setParameter("tenant", identity.owner().tenantId())
                .setParameter("user", identity.owner().userId())
                .setParameter("account", identity.accountUri())
                .setParameter("access", grant.accessToken())
                .setParameter("refresh", grant.refreshToken())
                .setParameter("expires", grant.life().expiresAt())
                .executeUpdate();
    }

    Uni<List<RetiredTokenRow>> heldFor(UUID connection) {
        return list("connectionId = ?1 order by retiredAt, id", connection);
    }

    /// The one that is due longest; nobody else gets it until its next attempt.
    Uni<Optional<RetiredTokenRow>> claimDue() {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(CLAIM, UUID.class)
                                .setParameter("replica", replica.claimant())
                                .getSingleResultOrNull())
                .chain(id -> id == null ? Uni.createFrom().nullItem() : findById(id))
                .map(Optional::ofNullable);
    }

    Uni<Long> deleteExpired() {
        return delete("expiresAt <= instant");
    }

    private Uni<Integer> run(String sql, UUID connection) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(sql)
                                .setParameter("id", connection)
                                .executeUpdate());
    }
}
