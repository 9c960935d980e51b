package io.advicly.calendly.session.api;

import io.advicly.calendly.session.ConnectSession;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// What a browser is told of whose pages may read an answer. Set on the answer itself, so that
/// problems carry it too.
final class CrossOrigin {

    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private CrossOrigin() {}

    /// The session's origins alone.
    static void answer(HttpServerResponse answer, @Nullable String origin, ConnectSession session) {
        answer.putHeader("Vary", "Origin");
        if (origin != null && session.allowedOrigins().contains(origin)) {
            answer.putHeader(ALLOWED, origin)
                    .putHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
        }
    }

    /// A preflight carries no token: it is allowed for every origin of the product, any of which
    /// may be some session's. What is then asked is answered to the session's own.
    static void preflight(HttpServerResponse answer, String origin) {
        answer.putHeader(ALLOWED, origin)
                .putHeader("Access-Control-Allow-Methods", "GET, POST, DELETE")
                .putHeader(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, If-None-Match")
                .putHeader("Access-Control-Max-Age", "600");
    }
}
