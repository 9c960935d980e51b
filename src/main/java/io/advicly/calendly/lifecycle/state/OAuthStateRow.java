package io.advicly.calendly.lifecycle.state;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A one-time state as it is stored: only its hash, and the PKCE verifier as ciphertext.
@Entity
@Table(name = "oauth_states")
class OAuthStateRow {

    @Id byte[] stateHash;

    String tenantId;
    String userId;
    byte[] browserHash;
    String pkceVerifier;
    String returnTo;
    boolean switchAccount;
    @Nullable UUID sessionId;
    Instant createdAt;
    Instant expiresAt;
    @Nullable Instant consumedAt;
    @Nullable Instant withdrawnAt;

    OAuthStateRow() {}
}
