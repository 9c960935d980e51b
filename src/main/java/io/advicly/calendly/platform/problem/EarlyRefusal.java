package io.advicly.calendly.platform.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Answers a request with a problem document before its body is read.
@ApplicationScoped
public class EarlyRefusal {

    /// Filters that refuse come before Quarkus's own limit, whose answer is no problem document.
    public static final int PRIORITY = 1_000;

    /// How long a caller who is still sending may take to notice the answer.
    private static final long LINGER_MILLIS = 2_000;

    private final Vertx vertx;

    EarlyRefusal(Vertx vertx) {
        this.vertx = vertx;
    }

    /// How many bytes the body is said to have; 0 when nothing is said.
    public static long declaredSize(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException beyondLong) {
            return Long.MAX_VALUE;
        }
    }

    public void refuse(HttpServerRequest request, HttpProblem problem) {
        closing(request);
        ProblemDocument.answer(request, problem);
        hangUp(request);
    }

    /// To be called before the head of an answer is written after which [#hangUp] is.
    public static void closing(HttpServerRequest request) {
        if (!isShared(request)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /// Whether other requests go over the same connection, in which case it stays, and no head may
    /// say otherwise.
    private static boolean isShared(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /// For a request that is answered while its body is still coming, which closes its connection.
    ///
    /// Closing at once would reset the connection under a caller who is still sending, and take the
    /// answer with it; so what still comes is dropped for a moment.
    public void hangUp(HttpServerRequest request) {
        if (isShared(request)) {
            return;
        }
        request.exceptionHandler(gone -> {});
        request.handler(dropped -> {});
        request.endHandler(end -> {
            if (request.response().ended()) {
                request.connection().close();
            }
        });
        vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
        request.resume();
    }
}
