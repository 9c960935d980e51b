package io.advicly.calendly.calendly;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;

/// Turns a failing answer of the token endpoint into a [CalendlyFailure] while status, headers and
/// body are still at hand: the OIDC client itself keeps only the body.
@Unremovable
@ApplicationScoped
@OidcEndpoint({OidcEndpoint.Type.TOKEN, OidcEndpoint.Type.TOKEN_REVOCATION})
final class TokenResponseFilter implements OidcResponseFilter {

    @Override
    public Uni<Void> filter(OidcResponseFilterContext response) {
        if (response.statusCode() == 200) {
            return Uni.createFrom().voidItem();
        }
        Buffer body = response.responseBody();
        Reply reply =
                Reply.of(
                        response.statusCode(),
                        response.responseHeaders()::get,
                        body == null ? null : body.getBytes());
        return Uni.createFrom().failure(TokenFailures.of(reply));
    }
}
