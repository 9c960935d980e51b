package io.advicly.calendly.subscription.admin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// An organization as operators read it; only statements write it.
@Entity
@Immutable
@Table(name = "calendly_organizations")
class OrganizationViewRow {

    @Id UUID id;
    String organizationUri;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(accounts as text)")
    String accounts;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(seen as text)")
    String seen;

    @Nullable Instant dueAt;
    int attempts;
    @Nullable Instant claimedUntil;

    /// Of whoever has missed deliveries longest. What somebody has missed whose grant is dead is
    /// read once they are back, which may be never: it is no trouble of the organization's.
    @Formula(
            "(select min(g.gap_since) from delivery_gaps g join calendar_connections c on c.id = g.connection_id"
                    + " where c.calendly_organization_uri = organization_uri"
                    + " and (g.served_since is null or c.status = 'ACTIVE' and g.served_since > g.gap_since))")
    @Nullable Instant gapSince;

    /// Null while anybody still misses deliveries.
    @Formula(
            "(select case when count(*) = count(g.served_since) then max(g.served_since) end"
                    + " from delivery_gaps g join calendar_connections c on c.id = g.connection_id"
                    + " where c.calendly_organization_uri = organization_uri"
                    + " and (g.served_since is null or c.status = 'ACTIVE' and g.served_since > g.gap_since))")
    @Nullable Instant servedSince;

    @Nullable String lastOutcome;
    @Nullable Instant lastOutcomeAt;
    Instant createdAt;

    OrganizationViewRow() {}
}
