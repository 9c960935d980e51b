package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Refreshed;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.Leases;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Flow 2: leaves exactly one good subscription of ours for the account's organization, or for the
/// account alone when it is no owner or admin. Can be repeated at any time.
@ApplicationScoped
public class SubscriptionReconciler {

    private static final Logger LOG = Logger.getLogger(SubscriptionReconciler.class);

    /// Longer than a reconcile takes when each of its calls needs its whole time limit.
    private static final Duration LEASE = Duration.ofSeconds(120);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Calendly calendly;
    private final AccessTokens tokens;
    private final SubscriptionLister lister;
    private final SubscriptionCreator creator;
    private final Subscriptions subscriptions;
    private final SubscriptionSettings settings;
    private final CallbackUrls urls;
    private final Leases leases;

    SubscriptionReconciler(
            Calendly calendly,
            AccessTokens tokens,
            SubscriptionLister lister,
            SubscriptionCreator creator,
            Subscriptions subscriptions,
            SubscriptionSettings settings,
            CallbackUrls urls,
            Leases leases) {
        this.calendly = calendly;
        this.tokens = tokens;
        this.lister = lister;
        this.creator = creator;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.urls = urls;
        this.leases = leases;
    }

    /// Reconciles with the connection's own grant, which becomes the carrier of what it creates.
    public Uni<Reconciled> reconcile(Connection connection) {
        String organization = connection.boundAccount().organizationUri();
        return leases.holding(
                "reconcile/" + organization,
                LEASE,
                PATIENCE,
                () -> tokens.valid(connection.id()).chain(token -> with(token, connection)));
    }

    private Uni<Reconciled> with(Refreshed refreshed, Connection connection) {
        return switch (refreshed) {
            case Refreshed.ConsentNeeded _ -> Uni.createFrom().item(new Reconciled.ConsentNeeded());
            case Refreshed.Token token ->
                    lister.list(token.accessToken(), connection.boundAccount())
                            .chain(listing -> apply(token.accessToken(), connection, listing))
                            .invoke(result -> log(connection, result));
        };
    }

    private Uni<Reconciled> apply(SecretString token, Connection connection, Listing listing) {
        return subscriptions
                .alive(listing.wanted())
                .chain(held -> {
                    List<Step> steps = SubscriptionPlanner.plan(situation(listing, held));
                    return first(token, connection, steps.getFirst(), held)
                            .chain(outcome -> finish(token, connection, listing, outcome, held));
                });
    }

    private Situation situation(Listing listing, List<Subscription> held) {
        return new Situation(
                urls,
                listing.wanted(),
                Set.copyOf(settings.events()),
                listing.subscriptions(),
                held.stream().map(Subscription::callbackUrl).collect(Collectors.toSet()));
    }

    /// New before old: keep or create before anything is deleted.
    private Uni<SubscriptionCreator.Created> first(
            SecretString token, Connection connection, Step step, List<Subscription> held) {
        return switch (step) {
            case Step.Keep keep ->
                    subscriptions
                            .activate(idOf(keep.subscription(), held), keep.subscription().uri())
                            .map(SubscriptionCreator.Created.Done::new);
            case Step.Create create -> creator.create(token, create.owner(), connection.id());
            case Step.Delete delete ->
                    throw new IllegalStateException("a plan starts with keep or create: " + delete);
        };
    }

    private Uni<Reconciled> finish(
            SecretString token,
            Connection connection,
            Listing listing,
            SubscriptionCreator.Created outcome,
            List<Subscription> held) {
        return switch (outcome) {
            case SubscriptionCreator.Created.Done done ->
                    cleanUp(token, listing, done.subscription(), held);
            case SubscriptionCreator.Created.PlanNotAllowed refused ->
                    subscriptions
                            .gone(ids(held))
                            .replaceWith(new Reconciled.PlanNotAllowed(refused.message()));
            case SubscriptionCreator.Created.NoAdmin _ ->
                    lister.memberOnly(token, connection.boundAccount())
                            .chain(own -> memberAfterRefusal(token, connection, listing, own));
        };
    }

    /// Somebody who lost the role between our two calls. A member who is refused his own scope as
    /// well may not subscribe at all.
    private Uni<Reconciled> memberAfterRefusal(
            SecretString token, Connection connection, Listing refused, Listing own) {
        return refused.wanted() instanceof SubscriptionOwner.Member
                ? Uni.createFrom()
                        .item(
                                new Reconciled.PlanNotAllowed(
                                        "Calendly does not let this account subscribe."))
                : apply(token, connection, own);
    }

    private Uni<Reconciled> cleanUp(
            SecretString token, Listing listing, Subscription kept, List<Subscription> held) {
        List<WebhookSubscription> stale =
                listing.subscriptions().stream()
                        .filter(it -> urls.covers(it.callbackUrl()))
                        .filter(it -> !it.uri().equals(kept.webhookUri()))
                        .toList();
        Set<UUID> forgotten =
                held.stream()
                        .map(Subscription::id)
                        .filter(id -> !id.equals(kept.id()))
                        .collect(Collectors.toCollection(HashSet::new));
        boolean created = held.stream().noneMatch(it -> it.id().equals(kept.id()));
        return Multi.createFrom()
                .iterable(stale)
                .onItem()
                .transformToUniAndConcatenate(it -> delete(token, it))
                .filter(uri -> !uri.isEmpty())
                .collect()
                .asList()
                .call(deleted -> subscriptions.goneAtCalendly(Set.copyOf(deleted)))
                .call(deleted ->
                        deleted.size() == stale.size()
                                ? subscriptions.gone(forgotten)
                                : Uni.createFrom().voidItem())
                .map(deleted ->
                        new Reconciled.Healthy(
                                kept, created, deleted.size(), stale.size() - deleted.size()));
    }

    /// The URI when it is gone, else an empty text: a stale one that cannot be deleted now does no
    /// harm beyond a repeated delivery, and is tried again by the next reconcile.
    private Uni<String> delete(SecretString token, WebhookSubscription stale) {
        return CallersContext.keep(calendly.deleteSubscription(token, stale.uri()))
                .replaceWith(stale.uri())
                .onFailure(CalendlyFailure.class)
                .recoverWithItem("");
    }

    private static UUID idOf(WebhookSubscription kept, List<Subscription> held) {
        return held.stream()
                .filter(it -> it.callbackUrl().equals(kept.callbackUrl()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Set<UUID> ids(List<Subscription> held) {
        return held.stream().map(Subscription::id).collect(Collectors.toSet());
    }

    private static void log(Connection connection, Reconciled result) {
        LOG.infof(
                "subscription.reconciled organization=%s connection=%s %s",
                connection.boundAccount().organizationUri(), connection.id(), result.summary());
    }
}
