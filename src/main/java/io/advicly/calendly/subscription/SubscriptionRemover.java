package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.connection.ConsentNeededException;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.TryAgain;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/// Deletes subscriptions at Calendly and notes it here.
@ApplicationScoped
class SubscriptionRemover {

    private final Calendly calendly;
    private final Carriers carriers;
    private final Subscriptions subscriptions;

    SubscriptionRemover(Calendly calendly, Carriers carriers, Subscriptions subscriptions) {
        this.calendly = calendly;
        this.carriers = carriers;
        this.subscriptions = subscriptions;
    }

    /// Deletes what Calendly lists. One that cannot be deleted now does no harm beyond a repeated
    /// delivery, and is tried again by the next reconcile.
    ///
    /// @return how many are left
    Uni<Integer> removeListed(Access access, List<WebhookSubscription> stale) {
        return Multi.createFrom()
                .iterable(stale)
                .onItem()
                .transformToUniAndConcatenate(it -> later(removed(access, it.uri())))
                .collect()
                .with(java.util.stream.Collectors.summingInt(gone -> gone ? 0 : 1));
    }

    /// Deletes members' own subscriptions once the organization's serves them: each with its own
    /// carrier's grant, as nobody else may.
    Uni<Void> retireMembers(Actor actor, Subscription organizations) {
        return subscriptions
                .aliveIn(actor.account().organizationUri())
                .map(Coverage::ofMembers)
                .onItem()
                .transformToMulti(members -> Multi.createFrom().iterable(members))
                .onItem()
                .transformToUniAndConcatenate(this::retire)
                .collect()
                .asList()
                .chain(all -> all.isEmpty() ? Uni.createFrom().voidItem() : show(organizations));
    }

    /// Fails while Calendly is away.
    ///
    /// @return false when Calendly does not let this account delete it
    Uni<Boolean> remove(Access access, Subscription row) {
        return row.webhookUri() == null
                ? subscriptions.gone(Set.of(row.id())).replaceWith(true)
                : removed(access, row.webhookUri());
    }

    private Uni<Boolean> retire(Subscription member) {
        return later(
                carriers.with(member.id(), access -> remove(access, member))
                        .onFailure(ConsentNeededException.class)
                        .recoverWithItem(false));
    }

    private Uni<Void> show(Subscription organizations) {
        return subscriptions
                .activate(organizations.id(), String.valueOf(organizations.webhookUri()))
                .replaceWithVoid();
    }

    private Uni<Boolean> removed(Access access, String webhookUri) {
        return CallersContext.keep(calendly.deleteSubscription(access, webhookUri))
                .chain(() -> subscriptions.goneAtCalendly(Set.of(webhookUri)))
                .replaceWith(true)
                .onFailure(SubscriptionRemover::isRefusal)
                .recoverWithItem(false);
    }

    /// A token that has ended early says nothing about the subscription.
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof CalendlyFailure
                && !(failure instanceof CalendlyFailure.Unauthenticated)
                && !(failure instanceof TryAgain);
    }

    /// What does not succeed now is left to a later reconcile.
    private static Uni<Boolean> later(Uni<Boolean> removal) {
        return removal.onFailure(failure ->
                        failure instanceof CalendlyFailure
                                && !(failure instanceof CalendlyFailure.Unauthenticated))
                .recoverWithItem(false);
    }
}
