package io.advicly.calendly.calendly;

import io.advicly.calendly.security.cipher.SecretString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer of the token endpoint. The refresh token is single use.
///
/// @param expiresAt when the access token ends, by our clock
/// @param scope what was granted, space separated; null when Calendly does not say
/// @param ownerUri the account; null when Calendly does not say. Only `/users/me` is trusted
/// @param organizationUri its organization; likewise
public record Grant(
        SecretString accessToken,
        SecretString refreshToken,
        Instant expiresAt,
        @Nullable String scope,
        @Nullable String ownerUri,
        @Nullable String organizationUri) {}
