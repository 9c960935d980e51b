package io.advicly.calendly.subscription;

import static java.util.stream.Collectors.summingInt;

import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.Refreshed;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Part of flow 3: what a leaving connection carries is handed over, deleted, or, when no living
/// grant can delete it, recorded as an orphan. New before old: whoever stays is served throughout.
@ApplicationScoped
public class SubscriptionRelease {

    private static final Logger LOG = Logger.getLogger(SubscriptionRelease.class);

    private final SubscriptionReconciler reconciler;
    private final SubscriptionLister lister;
    private final SubscriptionRemover remover;
    private final Subscriptions subscriptions;
    private final Connections connections;
    private final AccessTokens tokens;

    SubscriptionRelease(
            SubscriptionReconciler reconciler,
            SubscriptionLister lister,
            SubscriptionRemover remover,
            Subscriptions subscriptions,
            Connections connections,
            AccessTokens tokens) {
        this.reconciler = reconciler;
        this.lister = lister;
        this.remover = remover;
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.tokens = tokens;
    }

    /// How a release ended.
    public record Released(int left, int orphans) {}

    /// @param organizationUri the organization that is left, which need not be the account's any
    ///   more
    public Uni<Released> release(Connection leaving, String organizationUri) {
        return reconciler.alone(
                organizationUri,
                () ->
                        connections
                                .byId(leaving.id())
                                .chain(now ->
                                        isBack(now, organizationUri)
                                                ? nothing()
                                                : releaseUnder(leaving, organizationUri)));
    }

    /// Somebody who has connected again while we waited carries the subscription on.
    private static boolean isBack(Optional<Connection> now, String organizationUri) {
        return now.filter(it -> it.status() != ConnectionStatus.CLOSING)
                .filter(it -> it.boundAccount().organizationUri().equals(organizationUri))
                .isPresent();
    }

    private Uni<Released> releaseUnder(Connection leaving, String organizationUri) {
        return connections
                .activeIn(organizationUri)
                .map(active -> active.stream().filter(it -> !it.id().equals(leaving.id())).toList())
                .chain(staying ->
                        leftBy(leaving, organizationUri, staying)
                                .chain(left ->
                                        left.isEmpty()
                                                ? nothing()
                                                : handOver(leaving, staying)
                                                        .chain(() ->
                                                                leftBy(
                                                                        leaving,
                                                                        organizationUri,
                                                                        staying))
                                                        .chain(still ->
                                                                removeAll(
                                                                        leaving,
                                                                        organizationUri,
                                                                        still))));
    }

    private Uni<List<Subscription>> leftBy(
            Connection leaving, String organizationUri, List<Connection> staying) {
        List<Coverage.ActiveConnection> others =
                staying.stream()
                        .map(it -> new Coverage.ActiveConnection(it.id(), it.boundAccount().uri()))
                        .toList();
        return subscriptions
                .aliveIn(organizationUri)
                .map(alive ->
                        Coverage.leftBy(leaving.id(), leaving.boundAccount().uri(), alive, others));
    }

    /// Each that stays reconciles, owners and admins taking over for everybody: the first of them
    /// makes the others' turns short.
    private Uni<Void> handOver(Connection leaving, List<Connection> staying) {
        return Multi.createFrom()
                .iterable(staying)
                .onItem()
                .transformToUniAndConcatenate(
                        successor -> reconciler.reconcileUnder(successor, Set.of(leaving.id())))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Released> removeAll(
            Connection leaving, String organizationUri, List<Subscription> left) {
        return token(leaving)
                .chain(token ->
                        created(token, leaving, organizationUri, left)
                                .chain(known -> removeEach(token, known)))
                .map(orphans -> new Released(left.size(), orphans));
    }

    /// A create whose answer was lost has left a row without a URI: Calendly's list tells the URI.
    private Uni<List<Subscription>> created(
            Optional<SecretString> token,
            Connection leaving,
            String organizationUri,
            List<Subscription> left) {
        boolean asks =
                token.isPresent()
                        && left.stream().anyMatch(it -> it.webhookUri() == null)
                        && organizationUri.equals(leaving.boundAccount().organizationUri());
        return !asks
                ? Uni.createFrom().item(left)
                : lister.list(token.orElseThrow(), leaving.boundAccount())
                        .map(listing -> left.stream().map(row -> row.knownFrom(listing)).toList());
    }

    private Uni<Integer> removeEach(Optional<SecretString> token, List<Subscription> left) {
        return Multi.createFrom()
                .iterable(left)
                .onItem()
                .transformToUniAndConcatenate(it -> removeOrOrphan(token, it))
                .collect()
                .with(summingInt(gone -> gone ? 0 : 1));
    }

    private Uni<Boolean> removeOrOrphan(Optional<SecretString> token, Subscription row) {
        Uni<Boolean> removed =
                token.map(it -> remover.remove(it, row))
                        .orElseGet(() -> Uni.createFrom().item(false));
        return removed.chain(gone -> gone ? Uni.createFrom().item(true) : orphan(row));
    }

    private Uni<Boolean> orphan(Subscription row) {
        LOG.warnf("subscription.orphaned subscription=%s owner=%s", row.webhookUri(), row.owner());
        return subscriptions
                .turned(row.id(), SubscriptionState.ORPHANED, "No living grant can delete it.")
                .replaceWith(false);
    }

    private Uni<Optional<SecretString>> token(Connection leaving) {
        return tokens.valid(leaving.id())
                .map(refreshed ->
                        switch (refreshed) {
                            case Refreshed.Token token -> Optional.of(token.accessToken());
                            case Refreshed.ConsentNeeded _ -> Optional.empty();
                        });
    }

    private static Uni<Released> nothing() {
        return Uni.createFrom().item(new Released(0, 0));
    }
}
