package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.NewSubscription;
import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.connection.Milestone;
import io.advicly.calendly.connection.Milestones;
import io.advicly.calendly.platform.CallersContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/// Creates one subscription: intent first, then the call, then the note that it is there.
///
/// A crash or a lost answer leaves a PENDING row, whose callback URL and key the next reconcile
/// recognises in Calendly's list.
@ApplicationScoped
class SubscriptionCreator {

    private final Calendly calendly;
    private final Subscriptions subscriptions;
    private final SubscriptionSettings settings;
    private final Milestones milestones;

    SubscriptionCreator(
            Calendly calendly,
            Subscriptions subscriptions,
            SubscriptionSettings settings,
            Milestones milestones) {
        this.calendly = calendly;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.milestones = milestones;
    }

    Uni<Created> create(Access access, SubscriptionOwner owner, UUID carrier) {
        return subscriptions
                .intend(owner, carrier)
                .invoke(() -> milestones.reached(Milestone.INTENT_STORED))
                .chain(intent ->
                        post(access, intent)
                                .onFailure(CalendlyFailure.AlreadyExists.class)
                                .recoverWithUni(() -> replaceOwnMatch(access, intent))
                                .invoke(() -> milestones.reached(Milestone.SUBSCRIPTION_CREATED))
                                .chain(there -> subscriptions.activate(intent.id(), there.uri()))
                                .invoke(() -> milestones.reached(Milestone.SUBSCRIPTION_ACTIVATED))
                                .<Created>map(Created.Done::new)
                                .onFailure(CalendlyFailure.Forbidden.class)
                                .recoverWithUni(failure ->
                                        refused(intent, (CalendlyFailure.Forbidden) failure))
                                .onFailure(CalendlyFailure.Rejected.class)
                                .call(() -> subscriptions.gone(Set.of(intent.id()))));
    }

    private Uni<WebhookSubscription> post(Access access, Intent intent) {
        return CallersContext.keep(
                calendly.createSubscription(
                        access,
                        new NewSubscription(
                                intent.owner(),
                                intent.callbackUrl(),
                                settings.events(),
                                intent.signingKey())));
    }

    /// 409 although the URL is fresh: an earlier attempt of this very create got through. It may
    /// have been made with this key, but nobody can tell, so it is replaced once.
    private Uni<WebhookSubscription> replaceOwnMatch(Access access, Intent intent) {
        return CallersContext.keep(
                        calendly.subscriptions(access, intent.owner())
                                .filter(it ->
                                        it.callbackUrl().equals(intent.callbackUrl().toString()))
                                .onItem()
                                .transformToUniAndConcatenate(
                                        it -> calendly.deleteSubscription(access, it.uri()))
                                .collect()
                                .asList())
                .chain(() -> post(access, intent));
    }

    private Uni<Created> refused(Intent intent, CalendlyFailure.Forbidden failure) {
        return switch (failure.reason()) {
            case PLAN -> {
                String message = String.valueOf(failure.answer().message());
                yield subscriptions
                        .planNotAllowed(intent.id(), message)
                        .map(row -> new Created.PlanNotAllowed(message));
            }
            case PERMISSION ->
                    subscriptions.gone(Set.of(intent.id())).replaceWith(new Created.NoAdmin());
            case SCOPE ->
                    subscriptions
                            .gone(Set.of(intent.id()))
                            .chain(() -> Uni.createFrom().failure(failure));
        };
    }

    /// How a create ended.
    sealed interface Created {
        record Done(Subscription subscription) implements Created {}

        record PlanNotAllowed(String message) implements Created {}

        record NoAdmin() implements Created {}
    }
}
