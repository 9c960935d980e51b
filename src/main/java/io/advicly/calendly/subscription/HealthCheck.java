package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.RequestIds;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.connection.ConsentNeededException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Looks a subscription up at Calendly with its carrier's grant: one call.
@ApplicationScoped
class HealthCheck {

    private final Calendly calendly;
    private final Carriers carriers;

    HealthCheck(Calendly calendly, Carriers carriers) {
        this.calendly = calendly;
        this.carriers = carriers;
    }

    /// What the check has shown, and Calendly's ids of its calls.
    record Checked(Health health, RequestIds requestIds) {

        static Checked withoutACall(Health health) {
            return new Checked(health, new RequestIds());
        }
    }

    /// Fails while Calendly is away.
    Uni<Checked> of(Subscription subscription) {
        String uri = subscription.webhookUri();
        if (uri == null || subscription.state() != SubscriptionState.ACTIVE) {
            return Uni.createFrom().item(Checked.withoutACall(new Health.Unsettled()));
        }
        if (!subscription.keyHeld()) {
            return Uni.createFrom()
                    .item(Checked.withoutACall(new Health.Lost("Its signing key cannot be read.")));
        }
        return carriers.with(subscription.id(), access -> ask(access, uri))
                .onFailure(ConsentNeededException.class)
                .recoverWithItem(Checked.withoutACall(new Health.Unknown()));
    }

    private Uni<Checked> ask(Access access, String uri) {
        return calendly.subscription(access, uri)
                .map(HealthCheck::judge)
                .onFailure(CalendlyFailure.NotFound.class)
                .recoverWithItem(new Health.Lost("It is gone at Calendly."))
                .onFailure(CalendlyFailure.Forbidden.class)
                .recoverWithItem(HealthCheck::judge)
                .map(health -> new Checked(health, access.requestIds()));
    }

    static Health judge(Throwable refused) {
        return SubscriptionLister.isNoAdmin(refused)
                ? new Health.Disowned()
                : new Health.Unsettled();
    }

    static Health judge(WebhookSubscription seen) {
        return seen.active()
                ? new Health.Alive(seen.retryStartedAt())
                : new Health.Lost("Calendly has disabled it after a day of failed deliveries.");
    }
}
