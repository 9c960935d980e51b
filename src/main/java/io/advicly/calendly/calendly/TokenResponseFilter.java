package io.advicly.calendly.calendly;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns a failing answer of the token endpoint into a [CalendlyFailure] while status, headers and
/// body are still at hand: the OIDC client itself keeps only the body.
@Unremovable
@ApplicationScoped
@OidcEndpoint({OidcEndpoint.Type.TOKEN, OidcEndpoint.Type.TOKEN_REVOCATION})
final class TokenResponseFilter implements OidcResponseFilter {

    @Override
    public Uni<Void> filter(OidcResponseFilterContext response) {
        Buffer body = response.responseBody();
        Reply reply =
                Reply.of(
                        response.statusCode(),
                        response.responseHeaders()::get,
                        body == null ? null : body.getBytes());
        if (response.statusCode() != 200) {
            String text = body == null ? null : body.toString();
            return Uni.createFrom().failure(TokenFailures.of(reply, text));
        }
        if (reply.json().has("error") && !reply.json().has("access_token")) {
            return Uni.createFrom().failure(TokenFailures.disguised(reply));
        }
        return isAnswer(body)
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(unreadable());
    }

    /// Revoking answers nothing or `{}` (calendly-api 1.5), everything else an object. A page of
    /// some proxy on the way is no answer of Calendly's.
    private static boolean isAnswer(@Nullable Buffer body) {
        if (body == null || body.toString().isBlank()) {
            return true;
        }
        try {
            return body.toJson() instanceof JsonObject;
        } catch (DecodeException notJson) {
            return false;
        }
    }

    private static CalendlyFailure unreadable() {
        return new CalendlyFailure.Unavailable(
                new CalendlyAnswer(200, null, "The answer is not JSON.", List.of(), null),
                true,
                null);
    }
}
