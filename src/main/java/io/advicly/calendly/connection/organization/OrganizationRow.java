package io.advicly.calendly.connection.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A Calendly organization as it is stored, without what the controller alone reads and writes.
@Entity
@Table(name = "calendly_organizations")
class OrganizationRow {

    @Id String organizationUri;
    @Nullable Instant dueAt;
    long marks;

    OrganizationRow() {}
}
