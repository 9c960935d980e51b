package io.advicly.calendly.calendly.http.token;

import io.advicly.calendly.calendly.http.limit.AnswerMemory;
import io.advicly.calendly.calendly.http.limit.LimitedBody;
import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import jakarta.enterprise.context.ApplicationScoped;

/// Lets every call of the token endpoint out exactly once: refresh tokens and codes are single use.
///
/// `quarkus.oidc-client.connection-retry-count` cannot do it: its lowest working value is 1, which
/// repeats a request after any `SocketException` (with 0 every call fails).
@Unremovable
@ApplicationScoped
@OidcEndpoint({OidcEndpoint.Type.TOKEN, OidcEndpoint.Type.TOKEN_REVOCATION})
final class TokenRequestFilter implements OidcRequestFilter {

    private final AnswerMemory memory;

    TokenRequestFilter(AnswerMemory memory) {
        this.memory = memory;
    }

    @Override
    public Uni<Void> filter(OidcRequestFilterContext request) {
        return Uni.createFrom().context(context -> prepared(request, context));
    }

    private Uni<Void> prepared(OidcRequestFilterContext request, Context context) {
        TokenCall call = TokenCall.in(context);
        if (call == null) {
            return Unis.nothing();
        }
        if (!call.attempt()) {
            return Uni.createFrom().failure(new IllegalStateException("sent at most once"));
        }
        TokenCall.mark(request.contextProperties());
        limit(request.request(), call);
        // A kept-alive connection may be half closed; on a fresh one a lost reply is really rare.
        request.request().putHeader(HttpHeaders.CONNECTION.toString(), "close");
        request.requestBody(
                Buffer.newInstance(
                        new SendDetectingBuffer(request.requestBody().getDelegate(), call)));
        return Unis.nothing();
    }

    /// The OIDC client lets a call wait for a connection, and for the end of its answer, for ever:
    /// also once nobody waits for it any more. One that hangs would keep a connection, and one that
    /// comes to its turn later would use up what it sends, and its answer be lost.
    private void limit(HttpRequest<Buffer> request, TokenCall call) {
        request.connectTimeout(call.patience().toMillis()).idleTimeout(call.longest().toMillis());
        request.getDelegate().as(new LimitedBody(memory, call.longest()));
    }
}
