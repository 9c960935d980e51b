package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Looks a subscription up at Calendly with its carrier's grant: one call.
@ApplicationScoped
class HealthCheck {

    private final Calendly calendly;
    private final Carriers carriers;

    HealthCheck(Calendly calendly, Carriers carriers) {
        this.calendly = calendly;
        this.carriers = carriers;
    }

    /// Fails while Calendly is away.
    Uni<Health> of(Subscription subscription) {
        String uri = subscription.webhookUri();
        if (uri == null || subscription.state() != SubscriptionState.ACTIVE) {
            return Uni.createFrom().item(new Health.Unsettled());
        }
        return carriers.accessToken(subscription.id()).chain(token -> of(uri, token));
    }

    private Uni<Health> of(String uri, Optional<SecretString> token) {
        if (token.isEmpty()) {
            return Uni.createFrom().item(new Health.Unknown());
        }
        return CallersContext.keep(calendly.subscription(token.get(), uri))
                .map(HealthCheck::judge)
                .onFailure(CalendlyFailure.NotFound.class)
                .recoverWithItem(new Health.Lost("It is gone at Calendly."))
                .onFailure(CalendlyFailure.Forbidden.class)
                .recoverWithItem(new Health.Unsettled());
    }

    static Health judge(WebhookSubscription seen) {
        return seen.active()
                ? new Health.Alive(seen.retryStartedAt())
                : new Health.Lost("Calendly has disabled it after a day of failed deliveries.");
    }
}
