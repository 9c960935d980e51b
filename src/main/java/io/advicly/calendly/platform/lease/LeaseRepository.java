package io.advicly.calendly.platform.lease;

import io.advicly.calendly.platform.claims.Replica;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// Takes and gives back leases, by the database's clock, each in a transaction of its own: the row
/// is the only lock, so no database connection is held while the work runs.
@ApplicationScoped
class LeaseRepository implements PanacheRepositoryBase<LeaseRow, String> {

    private static final String TAKE =
            """
            INSERT INTO leases (name, owner, expires_at, claimed_by)
            VALUES (:name, :owner, now() + cast(:micros as bigint) * interval '1 microsecond', cast(:replica as bigint))
            ON CONFLICT (name) DO UPDATE
            SET owner = EXCLUDED.owner, expires_at = EXCLUDED.expires_at, claimed_by = EXCLUDED.claimed_by
            WHERE leases.expires_at <= now() OR %s\
            """
                    .formatted(Replica.isDead("leases.claimed_by"));

    /// Long after their end, so that nobody is taking them right now.
    private static final String DELETE_SPENT =
            """
            DELETE FROM leases WHERE name IN (
              SELECT name FROM leases WHERE expires_at < now() - interval '1 hour'
              LIMIT :limit FOR UPDATE SKIP LOCKED)\
            """;

    private final Replica replica;

    LeaseRepository(Replica replica) {
        this.replica = replica;
    }

    @WithTransaction
    public Uni<Boolean> take(String name, UUID owner, Duration length) {
        return getSession()
                .flatMap(session -> executeTake(session, name, owner, length))
                .map(rows -> rows == 1);
    }

    private Uni<Integer> executeTake(
            Mutiny.Session session, String name, UUID owner, Duration length) {
        return session.createNativeQuery(TAKE)
                .setParameter("name", name)
                .setParameter("owner", owner)
                .setParameter("micros", length.toNanos() / 1_000)
                .setParameter("replica", replica.claimant())
                .executeUpdate();
    }

    @WithTransaction
    public Uni<Void> giveBack(String name, UUID owner) {
        return delete("name = ?1 and owner = ?2", name, owner).replaceWithVoid();
    }

    /// Up to `limit` that ended long ago, and that nobody is taking right now.
    ///
    /// @return how many
    @WithTransaction
    public Uni<Integer> deleteSpent(int limit) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(DELETE_SPENT)
                                .setParameter("limit", limit)
                                .executeUpdate());
    }
}
