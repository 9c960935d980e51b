package io.advicly.calendly.subscription;

import static java.util.stream.Collectors.toSet;

import io.advicly.calendly.calendly.WebhookSubscription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Carries a plan out: keep or create first, then delete.
@ApplicationScoped
class PlanRunner {

    private final SubscriptionCreator creator;
    private final SubscriptionRemover remover;
    private final SubscriptionLister lister;
    private final Subscriptions subscriptions;
    private final SubscriptionSettings settings;
    private final CallbackUrls urls;

    PlanRunner(
            SubscriptionCreator creator,
            SubscriptionRemover remover,
            SubscriptionLister lister,
            Subscriptions subscriptions,
            SubscriptionSettings settings,
            CallbackUrls urls) {
        this.creator = creator;
        this.remover = remover;
        this.lister = lister;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.urls = urls;
    }

    Uni<Reconciled> run(Actor actor, Listing listing) {
        return subscriptions
                .alive(listing.wanted())
                .chain(held -> {
                    Step first =
                            SubscriptionPlanner.plan(situation(actor, listing, held)).getFirst();
                    return keepOrCreate(actor, first, held)
                            .chain(outcome -> finish(actor, listing, outcome, held));
                });
    }

    /// Nothing has to be created: this one serves the account. Deletes every other one it may.
    Uni<Reconciled> settle(Actor actor, Listing listing, Subscription kept) {
        return subscriptions
                .alive(listing.wanted())
                .chain(held ->
                        subscriptions
                                .activate(kept.id(), String.valueOf(kept.webhookUri()))
                                .chain(active -> cleanUp(actor, listing, active, held)));
    }

    private Situation situation(Actor actor, Listing listing, List<Subscription> held) {
        return new Situation(
                urls,
                listing.wanted(),
                Set.copyOf(settings.events()),
                listing.subscriptions(),
                held.stream()
                        .filter(Subscription::keyHeld)
                        .filter(it ->
                                it.carrier() == null || !actor.leaving().contains(it.carrier()))
                        .map(Subscription::callbackUrl)
                        .collect(toSet()));
    }

    private Uni<SubscriptionCreator.Created> keepOrCreate(
            Actor actor, Step step, List<Subscription> held) {
        return switch (step) {
            case Step.Keep keep ->
                    subscriptions
                            .activate(idOf(keep.subscription(), held), keep.subscription().uri())
                            .map(SubscriptionCreator.Created.Done::new);
            case Step.Create create ->
                    creator.create(actor.access(), create.owner(), actor.connection().id());
            case Step.Delete delete ->
                    throw new IllegalStateException("a plan starts with keep or create: " + delete);
        };
    }

    private Uni<Reconciled> finish(
            Actor actor,
            Listing listing,
            SubscriptionCreator.Created outcome,
            List<Subscription> held) {
        return switch (outcome) {
            case SubscriptionCreator.Created.Done done ->
                    cleanUp(actor, listing, done.subscription(), held);
            case SubscriptionCreator.Created.PlanNotAllowed refused ->
                    subscriptions
                            .gone(held.stream().map(Subscription::id).collect(toSet()))
                            .replaceWith(new Reconciled.PlanNotAllowed(refused.message()));
            case SubscriptionCreator.Created.NoAdmin _ -> afterRefusal(actor, listing);
        };
    }

    /// Somebody who lost the role between our two calls is a member now. A member who is refused
    /// his own scope as well may not subscribe at all.
    private Uni<Reconciled> afterRefusal(Actor actor, Listing refused) {
        return refused.isWholeOrganization()
                ? lister.memberOnly(actor.access(), actor.account()).chain(own -> run(actor, own))
                : Uni.createFrom()
                        .item(
                                new Reconciled.PlanNotAllowed(
                                        "Calendly does not let this account subscribe."));
    }

    private Uni<Reconciled> cleanUp(
            Actor actor, Listing listing, Subscription kept, List<Subscription> held) {
        List<WebhookSubscription> stale =
                listing.subscriptions().stream()
                        .filter(it -> urls.covers(it.callbackUrl()))
                        .filter(it -> !it.uri().equals(kept.webhookUri()))
                        .toList();
        Set<UUID> superseded =
                held.stream()
                        .map(Subscription::id)
                        .filter(id -> !id.equals(kept.id()))
                        .collect(toSet());
        boolean created = kept.owner().equals(listing.wanted()) && superseded.size() == held.size();
        return remover.removeListed(actor.access(), stale)
                .call(left ->
                        left == 0 ? subscriptions.gone(superseded) : Uni.createFrom().voidItem())
                .call(() ->
                        listing.isWholeOrganization()
                                ? remover.retireMembers(actor, kept)
                                : Uni.createFrom().voidItem())
                .map(left -> new Reconciled.Healthy(kept, created, stale.size() - left, left));
    }

    private static UUID idOf(WebhookSubscription kept, List<Subscription> held) {
        return held.stream()
                .filter(it -> it.callbackUrl().equals(kept.callbackUrl()))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
