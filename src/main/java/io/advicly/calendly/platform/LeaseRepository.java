package io.advicly.calendly.platform;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/// Takes and gives back leases, each in a transaction of its own: the row is the only lock, so no
/// database connection is held while the work runs.
@ApplicationScoped
class LeaseRepository implements PanacheRepositoryBase<LeaseRow, String> {

    private static final String TAKE =
            """
            INSERT INTO leases (name, owner, expires_at) VALUES (:name, :owner, :end)
            ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, expires_at = EXCLUDED.expires_at
            WHERE leases.expires_at <= :now\
            """;

    @WithTransaction
    public Uni<Boolean> take(String name, UUID owner, Instant now, Instant end) {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(TAKE)
                                .setParameter("name", name)
                                .setParameter("owner", owner)
                                .setParameter("now", now)
                                .setParameter("end", end)
                                .executeUpdate())
                .map(rows -> rows == 1);
    }

    @WithTransaction
    public Uni<Void> giveBack(String name, UUID owner) {
        return delete("name = ?1 and owner = ?2", name, owner).replaceWithVoid();
    }
}
