package io.advicly.calendly.session;

import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of sessions, each call a transaction.
@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionRow, UUID> {

    /// Not as soon as they have ended: whoever opens an old link is told what became of it.
    private static final String DELETE_SPENT =
            """
            DELETE FROM connect_sessions WHERE id IN (
              SELECT id FROM connect_sessions WHERE expires_at < now() - interval '1 day'
              ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)\
            """;

    @WithTransaction
    public Uni<Void> add(SessionRow row) {
        return persist(row).replaceWithVoid();
    }

    @WithTransaction
    public Uni<Optional<ConnectSession>> byHash(byte[] tokenHash) {
        return find("tokenHash", tokenHash).firstResult().map(SessionRepository::session);
    }

    @WithTransaction
    public Uni<Optional<ConnectSession>> byId(UUID id) {
        return findById(id).map(SessionRepository::session);
    }

    private static Optional<ConnectSession> session(@Nullable SessionRow row) {
        return Optional.ofNullable(row).map(SessionRow::toSession);
    }

    /// What has led to a connection stays so, whatever else its user has begun.
    ///
    /// @return false where nothing changed
    @WithTransaction
    public Uni<Boolean> move(UUID id, SessionState state, @Nullable String reason) {
        return update(
                        "state = ?1, reason = ?2 where id = ?3 and state <> 'done'",
                        state.code(),
                        reason,
                        id)
                .map(rows -> rows == 1);
    }

    /// Another account is asked for.
    @WithTransaction
    public Uni<Void> switchAccount(UUID id) {
        return update("switchAccount = true where id = ?1 and state <> 'done'", id)
                .replaceWithVoid();
    }

    @WithTransaction
    public Uni<Long> deleteOf(Caller owner) {
        return delete("tenantId = ?1 and userId = ?2", owner.tenantId(), owner.userId());
    }

    /// Up to `limit` that ended a day ago.
    ///
    /// @return how many
    @WithTransaction
    public Uni<Integer> deleteSpent(int limit) {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(DELETE_SPENT)
                                .setParameter("limit", limit)
                                .executeUpdate());
    }
}
