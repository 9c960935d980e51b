package io.advicly.calendly.lifecycle;

import io.advicly.calendly.security.Caller;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/// The SQL of one-time states. Every method joins its caller's transaction.
@ApplicationScoped
class OAuthStateRepository implements PanacheRepositoryBase<OAuthStateRow, byte[]> {

    /// Atomic: of any number of callers, one gets true.
    Uni<Boolean> consume(byte[] stateHash, Instant now) {
        return update("consumedAt = ?1 where stateHash = ?2 and consumedAt is null", now, stateHash)
                .map(rows -> rows == 1);
    }

    Uni<Long> deleteOf(Caller owner) {
        return delete("tenantId = ?1 and userId = ?2", owner.tenantId(), owner.userId());
    }

    Uni<Long> deleteExpiredBefore(Instant end) {
        return delete("expiresAt < ?1", end);
    }
}
