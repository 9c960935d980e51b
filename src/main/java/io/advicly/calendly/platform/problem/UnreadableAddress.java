package io.advicly.calendly.platform.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Tells whoever asks for an address that cannot be decoded what is wrong with it. The router
/// refuses them before any route, with nothing but the status.
@ApplicationScoped
class UnreadableAddress {

    private static final int BAD_REQUEST = 400;

    void register(@Observes Router router) {
        router.errorHandler(BAD_REQUEST, UnreadableAddress::answer);
    }

    private static void answer(RoutingContext context) {
        if (!context.response().headWritten()) {
            ProblemDocument.answer(
                    context.request(),
                    Problems.of(
                            ProblemType.REQUEST_INVALID,
                            "The address holds a % that two hexadecimal digits have to follow."));
        }
    }
}
