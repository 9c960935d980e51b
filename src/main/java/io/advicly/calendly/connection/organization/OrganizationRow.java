package io.advicly.calendly.connection.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/// A Calendly organization as it is stored, without what the controller alone reads and writes.
@Entity
@Table(name = "calendly_organizations")
class OrganizationRow {

    @Id String organizationUri;
    @Nullable Instant dueAt;
    long marks;

    /// Of whoever has missed deliveries longest. A start that was not read yet is a gap that has
    /// ended as it began: nothing was missed.
    @Formula(
            "(select min(g.gap_since) from delivery_gaps g join calendar_connections c on c.id = g.connection_id"
                    + " where c.calendly_organization_uri = organization_uri"
                    + " and (g.served_since is null or g.served_since > g.gap_since))")
    @Nullable Instant gapSince;

    @Nullable String lastOutcome;

    OrganizationRow() {}
}
