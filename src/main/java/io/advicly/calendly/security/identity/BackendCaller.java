package io.advicly.calendly.security.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A backend of the product that calls by itself, for no user in particular.
///
/// @param name the `sub` of its token
/// @param tenantId the tenant that it acts in; null for all of them
public record BackendCaller(String name, @Nullable String tenantId) {

    /// The claim of a backend that acts in every tenant.
    public static final String ALL = "*";

    static BackendCaller claiming(String name, String tenant) {
        return new BackendCaller(name, tenant.equals(ALL) ? null : tenant);
    }

    /// The one tenant that it acts in; empty for all of them.
    public Optional<String> tenant() {
        return Optional.ofNullable(tenantId);
    }

    public boolean reaches(String tenant) {
        return tenantId == null || tenantId.equals(tenant);
    }

    /// The tenant as its token names it, for the audit.
    public String claimedTenant() {
        return tenantId == null ? ALL : tenantId;
    }
}
