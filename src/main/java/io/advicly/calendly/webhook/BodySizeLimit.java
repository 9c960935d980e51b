package io.advicly.calendly.webhook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/// Refuses a delivery that declares itself too large before its body is read. One that declares
/// nothing is counted by [SignatureFilter].
@ApplicationScoped
class BodySizeLimit {

    private static final String PATH = "/api/calendly/webhooks";

    /// Before Quarkus's own limit, whose answer is no problem document.
    private static final int PRIORITY = 1_000;

    /// How long a caller who is still sending may take to notice the answer.
    private static final long LINGER_MILLIS = 2_000;

    private final WebhookSettings settings;
    private final Vertx vertx;

    BodySizeLimit(WebhookSettings settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        long max = settings.maxBodySize().asLongValue();
        if (context.normalizedPath().startsWith(PATH)
                && declared(context.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > max) {
            refuse(context.request(), WebhookProblems.tooLarge(max));
        } else {
            context.next();
        }
    }

    private static long declared(@Nullable String contentLength) {
        try {
            return contentLength == null ? 0 : Long.parseLong(contentLength);
        } catch (NumberFormatException beyondLong) {
            return Long.MAX_VALUE;
        }
    }

    private void refuse(HttpServerRequest request, HttpProblem problem) {
        request.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(document(problem).toBuffer());
        if (request.version() != HttpVersion.HTTP_2) {
            hangUp(request);
        }
    }

    /// Closing at once would reset the connection under a caller who is still sending, and take the
    /// answer with it; so what still comes is dropped for a moment.
    private void hangUp(HttpServerRequest request) {
        request.exceptionHandler(gone -> {});
        request.handler(dropped -> {});
        request.endHandler(end -> request.connection().close());
        vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
        request.resume();
    }

    private static JsonObject document(HttpProblem problem) {
        return new JsonObject()
                .put("type", problem.getType().toString())
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode())
                .put("detail", problem.getDetail());
    }
}
