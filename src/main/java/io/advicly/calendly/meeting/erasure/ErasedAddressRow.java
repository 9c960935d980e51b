package io.advicly.calendly.meeting.erasure;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/// That an address was erased, by its keyed hash.
@Entity
@IdClass(ErasedAddressRow.Key.class)
@Table(name = "erased_addresses")
class ErasedAddressRow {

    /// An address in a tenant.
    record Key(String tenantId, String addressHash) implements Serializable {}

    @Id String tenantId;
    @Id String addressHash;
    UUID keyId;
    Instant erasedAt;

    ErasedAddressRow() {}
}
