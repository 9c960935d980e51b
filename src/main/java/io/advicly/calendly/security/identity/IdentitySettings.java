package io.advicly.calendly.security.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What the claims of a bearer token mean.
@ConfigMapping(prefix = "calendly.identity")
public interface IdentitySettings {

    /// The claim that names the tenant.
    @WithDefault("tenant_id")
    String tenantClaim();

    /// The group that opens `/api/admin`.
    @WithDefault("calendly-admin")
    String adminRole();

    /// The group that opens `/api/backend`, and nothing of a user's.
    @WithDefault("calendly-backend")
    String backendRole();

    /// The group that may look at what is under `/api/admin`, without bodies and personal data.
    @WithDefault("calendly-viewer")
    String viewerRole();
}
