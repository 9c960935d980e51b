package io.advicly.calendly.webhook;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Refuses a delivery that declares itself too large before its body is read, and one that declares
/// nothing while it is.
@ApplicationScoped
class BodySizeLimit {

    /// Before Quarkus's own limit, whose answer is no problem document.
    private static final int PRIORITY = 1_000;

    /// How long a caller who is still sending may take to notice the answer.
    private static final long LINGER_MILLIS = 2_000;

    private final long max;
    private final Vertx vertx;

    BodySizeLimit(WebhookSettings settings, Vertx vertx) {
        this.max = settings.maxBodySize().asLongValue();
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (context.normalizedPath().startsWith(DeliveryRoute.PATH)
                && declared(context.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > max) {
            refuse(context.request());
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

    /// Reads a body, unless it turns out to be too large: then that is answered.
    void read(HttpServerRequest request, Consumer<byte[]> whole) {
        Buffer body = Buffer.buffer();
        request.exceptionHandler(gone -> {}); // whoever sent it has gone: nothing was promised
        request.handler(chunk -> {
            if (body.length() + chunk.length() > max) {
                refuse(request); // and what comes is dropped from now on
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                whole.accept(body.getBytes());
            }
        });
        request.resume();
    }

    private void refuse(HttpServerRequest request) {
        ProblemAnswer.to(request, WebhookProblems.tooLarge(max));
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
}
