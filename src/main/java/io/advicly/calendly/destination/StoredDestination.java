package io.advicly.calendly.destination;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What sending to a destination takes.
///
/// @param secret and previousSecret ciphertext
record StoredDestination(
        UUID id,
        String tenantId,
        String url,
        @Nullable String secret,
        @Nullable String previousSecret) {}
