package io.advicly.calendly.connection.retired;

import io.advicly.calendly.connection.GrantIdentity;
import io.advicly.calendly.security.identity.Caller;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A retired token as it is stored: ciphertext, bound to what it was bound to as a connection's.
@Entity
@Table(name = "retired_tokens")
class RetiredTokenRow {

    @Id UUID id;
    UUID connectionId;
    String tenantId;
    String userId;
    @Nullable String calendlyUserUri;
    String kind;
    String token;
    @Nullable Instant expiresAt;
    @Nullable Instant revokeAt;

    /// The replica that has it claimed.
    @Nullable Long claimedBy;

    int attempts;
    Instant retiredAt;

    RetiredTokenRow() {}

    GrantIdentity grantIdentity() {
        return new GrantIdentity(new Caller(tenantId, userId), calendlyUserUri);
    }
}
