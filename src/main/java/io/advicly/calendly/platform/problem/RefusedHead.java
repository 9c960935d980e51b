package io.advicly.calendly.platform.problem;

import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/// Answers whoever the router itself refuses by the head of a request, such as one that names no
/// host. Quarkus would tell the log that a person is needed, and the caller what it tells nobody
/// else.
@ApplicationScoped
class RefusedHead {

    private static final int BAD_REQUEST = 400;

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(RefusedHead::failed);
    }

    /// It cannot read a path such as `/%zz`.
    private static boolean isTheRouters(@Nullable Throwable failure) {
        return failure instanceof VertxException || failure instanceof IllegalArgumentException;
    }

    private static void failed(RoutingContext context) {
        if (context.statusCode() == BAD_REQUEST
                && isTheRouters(context.failure())
                && !context.response().headWritten()) {
            ProblemDocument.answer(
                    context.request(),
                    Problems.of(
                            ProblemType.REQUEST_INVALID,
                            "The head of the request is not valid, or names no host; or its path is no path."));
        } else {
            context.next();
        }
    }
}
