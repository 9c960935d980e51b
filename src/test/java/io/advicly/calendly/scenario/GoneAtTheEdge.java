package io.advicly.calendly.scenario;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/// Something before the service that says to Calendly, when a test wants it, that the address is
/// gone.
@ApplicationScoped
class GoneAtTheEdge {

    private static final int PRIORITY = 1_000_000;

    private final AtomicInteger left = new AtomicInteger();

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    /// Says so to the next delivery.
    void once() {
        left.set(1);
    }

    boolean hasSaidSo() {
        return left.get() == 0;
    }

    private void answer(RoutingContext context) {
        boolean delivery = context.normalizedPath().startsWith("/api/calendly/webhooks");
        if (delivery && left.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
            context.response().setStatusCode(410).end();
        } else {
            context.next();
        }
    }
}
