package io.advicly.calendly.connection;

import io.advicly.calendly.security.SecretString;
import java.time.Instant;
import java.util.UUID;

/// A stored grant, opened.
record StoredGrant(
        UUID connectionId,
        GrantIdentity identity,
        SecretString accessToken,
        SecretString refreshToken,
        Instant expiresAt,
        long version) {}
