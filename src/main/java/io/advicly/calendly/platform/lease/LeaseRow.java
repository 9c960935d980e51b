package io.advicly.calendly.platform.lease;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A lease as it is stored.
@Entity
@Table(name = "leases")
class LeaseRow {

    @Id String name;

    UUID owner;

    Instant expiresAt;

    LeaseRow() {}
}
