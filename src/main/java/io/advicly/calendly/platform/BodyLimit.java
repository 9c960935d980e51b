package io.advicly.calendly.platform;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/// Refuses a body that declares itself larger than any call takes, with a problem document. Where
/// less is allowed, the feature says so itself.
@ApplicationScoped
class BodyLimit {

    private final long max;
    private final EarlyRefusal refusal;

    BodyLimit(Config config, EarlyRefusal refusal) {
        this.max =
                config.getValue("quarkus.http.limits.max-body-size", MemorySize.class)
                        .asLongValue();
        this.refusal = refusal;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EarlyRefusal.PRIORITY);
    }

    private void check(RoutingContext context) {
        if (EarlyRefusal.declaredSize(context.request()) > max) {
            refusal.refuse(
                    context.request(),
                    Problems.of(
                            ProblemType.PAYLOAD_TOO_LARGE,
                            "A body may have at most %d bytes.".formatted(max)));
        } else {
            context.next();
        }
    }
}
