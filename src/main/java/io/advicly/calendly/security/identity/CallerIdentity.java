package io.advicly.calendly.security.identity;

import io.advicly.calendly.platform.text.CleanText;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The caller, as the verified bearer token names it.
@RequestScoped
public class CallerIdentity {

    private static final String DEFAULT_TENANT = "default";

    private final SecurityIdentity identity;
    private final IdentitySettings settings;

    CallerIdentity(SecurityIdentity identity, IdentitySettings settings) {
        this.identity = identity;
        this.settings = settings;
    }

    /// @throws UnauthorizedException (401) without a token, or with one that names no user
    public Caller caller() {
        JsonWebToken token = token();
        String user = token.getSubject();
        if (user == null || user.isBlank()) {
            throw new UnauthorizedException("the bearer token has no sub");
        }
        Object tenant = token.getClaim(settings.tenantClaim());
        return new Caller(
                tenant == null ? DEFAULT_TENANT : storable(tenant.toString()), storable(user));
    }

    /// Whoever is named by what no text may hold is refused: cleaned, it may be somebody else's
    /// name.
    private static String storable(String name) {
        if (CleanText.isClean(name)) {
            return name;
        }
        throw new UnauthorizedException("the bearer token names somebody by no usable text");
    }

    /// Until when the caller's token is good.
    ///
    /// @throws UnauthorizedException (401) without a token
    public Instant expiresAt() {
        long end = token().getExpirationTime();
        return end == 0 ? Instant.MAX : Instant.ofEpochSecond(end);
    }

    private JsonWebToken token() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return token;
        }
        throw new UnauthorizedException("no bearer token");
    }
}
