package io.advicly.calendly.platform.stop;

import io.advicly.calendly.platform.failure.StoppingException;
import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses whoever comes once the stop waits for what is under way. Quarkus (3.33) goes on taking
/// requests while it waits, and closes its beans under those that came after the last answer: they
/// were told 404 or 500.
@ApplicationScoped
class RequestDrain {

    /// Before everything else that looks at a request.
    private static final int PRIORITY = 10 * EarlyRefusal.PRIORITY;

    private final EarlyRefusal refusal;
    private final AwaitedRequests awaited;

    private volatile boolean draining;

    RequestDrain(EarlyRefusal refusal, AwaitedRequests awaited) {
        this.refusal = refusal;
        this.awaited = awaited;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    void begin(@Observes StopDelay.Over over) {
        draining = true;
    }

    /// Quarkus has counted the request by now: either it is seen here that nobody waits for it any
    /// more, or the stop waits for it.
    private void check(RoutingContext context) {
        if (draining) {
            refusal.refuse(
                    context.request(), StoppingExceptionMapper.problem(new StoppingException()));
        } else {
            awaited.add(context.request());
            context.next();
        }
    }
}
