package io.advicly.calendly.subscription.admin;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Organizations as operators read them.
@ApplicationScoped
class OrganizationViewRepository implements PanacheRepositoryBase<OrganizationViewRow, UUID> {}
