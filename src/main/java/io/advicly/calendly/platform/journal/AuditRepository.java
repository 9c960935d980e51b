package io.advicly.calendly.platform.journal;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Adds entries to the journal; there is nothing that changes or deletes one.
@ApplicationScoped
class AuditRepository implements PanacheRepositoryBase<AuditRow, Long> {

    @WithTransaction
    public Uni<Void> add(AuditRow row) {
        return persist(row).replaceWithVoid();
    }
}
