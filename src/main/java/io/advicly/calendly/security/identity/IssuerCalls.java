package io.advicly.calendly.security.identity;

import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// What the identity provider is asked for its keys: each call has an end, and it is known whether
/// the latest one was answered.
///
/// `quarkus.oidc.connection-timeout` ends no call that was connected, and Quarkus (3.33) takes a
/// key for unknown that it has just asked for in vain, or is asking for.
@Unremovable
@ApplicationScoped
@OidcEndpoint({OidcEndpoint.Type.DISCOVERY, OidcEndpoint.Type.JWKS})
final class IssuerCalls implements OidcRequestFilter, OidcResponseFilter {

    /// Two of them, the second with what the first one was told, fit into what a caller waits.
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int OK = 200;

    private volatile boolean unanswered;

    /// Whether nothing is known about a key that is not among those we have.
    boolean areUnanswered() {
        return unanswered;
    }

    @Override
    public Uni<Void> filter(OidcRequestFilterContext call) {
        unanswered = true;
        var _ = call.request().timeout(LIMIT.toMillis());
        return Unis.nothing();
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext answer) {
        if (answer.statusCode() == OK) {
            unanswered = false;
        }
        return Unis.nothing();
    }
}
