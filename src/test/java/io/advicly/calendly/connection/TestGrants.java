package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.security.cipher.SecretString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Grants as Calendly gives them.
public final class TestGrants {

    public static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

    private TestGrants() {}

    public static Grant of(@Nullable String owner, @Nullable String organization) {
        return of("refresh", owner, organization);
    }

    public static Grant of(
            String refreshToken, @Nullable String owner, @Nullable String organization) {
        return new Grant(
                SecretString.of("access"),
                SecretString.of(refreshToken),
                END,
                "users:read",
                owner,
                organization);
    }
}
