package io.advicly.calendly.calendly;

import io.advicly.calendly.security.SecretString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer of the token endpoint. The refresh token is single use.
///
/// @param expiresAt when the access token ends, by our clock
/// @param scope what was granted, space separated; null when Calendly does not say
/// @param ownerUri the account, a hint until `/users/me` agrees; null when Calendly does not say
/// @param organizationUri its organization, likewise a hint
public record Grant(
        SecretString accessToken,
        SecretString refreshToken,
        Instant expiresAt,
        @Nullable String scope,
        @Nullable String ownerUri,
        @Nullable String organizationUri) {}
