package io.advicly.calendly.security.identity;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The caller, user or backend, as the verified bearer token names it.
@RequestScoped
public class CallerIdentity {

    private static final String DEFAULT_TENANT = "default";

    private final SecurityIdentity identity;
    private final IdentitySettings settings;

    CallerIdentity(SecurityIdentity identity, IdentitySettings settings) {
        this.identity = identity;
        this.settings = settings;
    }

    /// A user. A backend is none: what is a user's alone is not for it.
    ///
    /// @throws UnauthorizedException (401) without a token, or with one that names no user
    /// @throws ForbiddenException (403) for a backend's
    public Caller caller() {
        JsonWebToken token = token();
        if (identity.hasRole(settings.backendRole())) {
            throw new ForbiddenException("a backend is no user");
        }
        return new Caller(tenant(token), subject(token));
    }

    /// A backend of the product.
    ///
    /// @throws UnauthorizedException (401) without a token, or with one that names nobody
    /// @throws ForbiddenException (403) for a user's
    public BackendCaller backend() {
        JsonWebToken token = token();
        if (!identity.hasRole(settings.backendRole())) {
            throw new ForbiddenException("a user is no backend");
        }
        return BackendCaller.claiming(subject(token), tenant(token));
    }

    private static String subject(JsonWebToken token) {
        String name = token.getSubject();
        if (name == null || name.isBlank()) {
            throw new UnauthorizedException("the bearer token has no sub");
        }
        return storable(name);
    }

    private String tenant(JsonWebToken token) {
        Object tenant = token.getClaim(settings.tenantClaim());
        return tenant == null ? DEFAULT_TENANT : storable(tenant.toString());
    }

    /// Whoever is named by what no text may hold, or no index, is refused: cleaned or shortened, it
    /// may be somebody else's name.
    private static String storable(String name) {
        if (CallerName.isStorable(name)) {
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
