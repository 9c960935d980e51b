package io.advicly.calendly.lifecycle.state;

import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// The SQL of one-time states.
@ApplicationScoped
public class OAuthStateRepository implements PanacheRepositoryBase<OAuthStateRow, byte[]> {

    private static final String HASHES =
            """
            select stateHash from OAuthStateRow
            where tenantId = :tenant and userId = :user and consumedAt is null and expiresAt > :now
            order by createdAt desc\
            """;

    /// Not as soon as they are spent: a second use is recognised, and sent back with a reason.
    private static final String DELETE_SPENT =
            """
            DELETE FROM oauth_states WHERE state_hash IN (
              SELECT state_hash FROM oauth_states WHERE expires_at < now() - interval '1 day'
              ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)\
            """;

    /// The user's unused states that are older than the latest `kept`, latest first.
    Uni<List<byte[]>> hashesBehind(Caller owner, int kept, int most, Instant now) {
        return getSession().chain(session -> selectHashes(session, owner, now, kept, most));
    }

    private static Uni<List<byte[]>> selectHashes(
            Mutiny.Session session, Caller owner, Instant now, int kept, int most) {
        return session.createQuery(HASHES, byte[].class)
                .setParameter("tenant", owner.tenantId())
                .setParameter("user", owner.userId())
                .setParameter("now", now)
                .setFirstResult(kept)
                .setMaxResults(most)
                .getResultList();
    }

    /// Atomic: of any number of callers, one gets true.
    Uni<Boolean> consume(byte[] stateHash) {
        return update("consumedAt = instant where stateHash = ?1 and consumedAt is null", stateHash)
                .map(rows -> rows == 1);
    }

    /// Whatever the user has consented to so far, and whose grant is not stored yet.
    Uni<Integer> withdraw(Caller owner) {
        return update(
                "withdrawnAt = instant where tenantId = ?1 and userId = ?2 and consumedAt is not null"
                        + " and withdrawnAt is null",
                owner.tenantId(),
                owner.userId());
    }

    /// Whatever the same user has consented to before that.
    Uni<Integer> withdrawBefore(OAuthStateRow row) {
        return update(
                "withdrawnAt = instant where tenantId = ?1 and userId = ?2 and consumedAt < ?3"
                        + " and withdrawnAt is null",
                row.tenantId,
                row.userId,
                row.consumedAt);
    }

    Uni<Long> deleteOf(Caller owner) {
        return delete("tenantId = ?1 and userId = ?2", owner.tenantId(), owner.userId());
    }

    /// Up to `limit` that ended a day ago, used or not.
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
