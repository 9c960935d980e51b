package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.advicly.calendly.webhook.WebhookSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses a delivery that declares itself too large before its body is read. [DeliveryBodies] does
/// so with one that declares nothing.
@ApplicationScoped
class BodySizeLimit {

    private final long max;
    private final EarlyRefusal refusal;

    BodySizeLimit(WebhookSettings settings, EarlyRefusal refusal) {
        this.max = settings.maxBodySize().asLongValue();
        this.refusal = refusal;
    }

    void register(@Observes Filters filters) {
        // Its limit is the smaller one, so it is asked first.
        filters.register(this::check, EarlyRefusal.PRIORITY + 1);
    }

    private void check(RoutingContext context) {
        if (context.normalizedPath().startsWith(DeliveryRoute.PATH)
                && EarlyRefusal.declaredSize(context.request()) > max) {
            refusal.refuse(context.request(), WebhookProblems.tooLarge(max));
        } else {
            context.next();
        }
    }
}
