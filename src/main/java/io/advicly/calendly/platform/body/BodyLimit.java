package io.advicly.calendly.platform.body;

import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/// Refuses a body that declares itself larger than any call takes, before it is read, with a
/// problem document. [CallBodies] does so with one that declares nothing.
@ApplicationScoped
class BodyLimit {

    /// After the routes that have a limit of their own and answer whatever comes (deliveries), and
    /// before Quarkus's own limit, whose answer is no problem document.
    private static final int PRIORITY = EarlyRefusal.PRIORITY - 10;

    private final long max;
    private final EarlyRefusal refusal;

    BodyLimit(Config config, EarlyRefusal refusal) {
        this.max = of(config);
        this.refusal = refusal;
    }

    /// How many bytes the body of a call may have.
    static long of(Config config) {
        return config.getValue("quarkus.http.limits.max-body-size", MemorySize.class).asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (EarlyRefusal.declaredSize(context.request()) > max) {
            refusal.refuse(context.request(), BodyProblems.tooLarge(max));
        } else {
            context.next();
        }
    }
}
