package io.advicly.calendly.subscription;

import static java.util.stream.Collectors.summingInt;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.RequestIds;
import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.ConsentNeededException;
import io.advicly.calendly.platform.Journal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Part of flow 3: what a leaving connection carries is handed over, deleted, or, when no living
/// grant can delete it, recorded as an orphan. New before old: whoever stays is served throughout.
@ApplicationScoped
public class SubscriptionRelease {

    private final SubscriptionReconciler reconciler;
    private final SubscriptionLister lister;
    private final SubscriptionRemover remover;
    private final Subscriptions subscriptions;
    private final Connections connections;
    private final AccessTokens tokens;
    private final Journal journal;

    SubscriptionRelease(
            SubscriptionReconciler reconciler,
            SubscriptionLister lister,
            SubscriptionRemover remover,
            Subscriptions subscriptions,
            Connections connections,
            AccessTokens tokens,
            Journal journal) {
        this.reconciler = reconciler;
        this.lister = lister;
        this.remover = remover;
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.tokens = tokens;
        this.journal = journal;
    }

    /// How a release ended.
    ///
    /// @param left how many subscriptions nobody had taken over
    /// @param orphans how many of them could not be deleted
    record Released(int left, int orphans, RequestIds requestIds) {}

    /// Leaves every organization but the account's own in which the connection carries something:
    /// Calendly moves an account that another organization has invited (calendly-api 1.6).
    public Uni<Void> elsewhere(Connection moved) {
        return subscriptions
                .carriedElsewhere(moved)
                .onItem()
                .transformToMulti(organizations -> Multi.createFrom().iterable(organizations))
                .onItem()
                .transformToUniAndConcatenate(organization -> release(moved, organization))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /// @param organizationUri the organization that is left, which need not be the account's any
    ///   more
    public Uni<Void> release(Connection leaving, String organizationUri) {
        return releaseAlone(leaving, organizationUri)
                .chain(released -> note(leaving, organizationUri, released));
    }

    /// Deletes these, which nobody has taken over, for somebody who holds the organization's lease.
    Uni<Void> remove(Connection carrier, String organizationUri, List<Subscription> left) {
        return removeAll(carrier, organizationUri, left)
                .chain(released -> note(carrier, organizationUri, released));
    }

    private Uni<Void> note(Connection leaving, String organizationUri, Released released) {
        return journal.note(
                leaving.entry("subscription.released")
                        .with("organization", organizationUri)
                        .with("left", released.left())
                        .with("orphans", released.orphans())
                        .with("request_ids", released.requestIds()));
    }

    private Uni<Released> releaseAlone(Connection leaving, String organizationUri) {
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
        return tokens.with(
                        leaving.id(),
                        access ->
                                created(access, leaving, organizationUri, left)
                                        .chain(known ->
                                                each(known, row -> remove(leaving, access, row)))
                                        .map(orphans ->
                                                new Released(
                                                        left.size(), orphans, access.requestIds())))
                .onFailure(ConsentNeededException.class)
                .recoverWithUni(() ->
                        each(left, row -> orphan(leaving, row, new RequestIds()))
                                .map(orphans ->
                                        new Released(left.size(), orphans, new RequestIds())));
    }

    /// A create whose answer was lost has left a row without a URI: Calendly's list tells the URI.
    private Uni<List<Subscription>> created(
            Access access, Connection leaving, String organizationUri, List<Subscription> left) {
        boolean asks =
                left.stream().anyMatch(it -> it.webhookUri() == null)
                        && organizationUri.equals(leaving.boundAccount().organizationUri());
        return !asks
                ? Uni.createFrom().item(left)
                : lister.list(access, leaving.boundAccount())
                        .map(listing -> left.stream().map(row -> row.knownFrom(listing)).toList());
    }

    /// @return how many have become orphans
    private static Uni<Integer> each(
            List<Subscription> left, Function<Subscription, Uni<? extends Boolean>> removal) {
        return Multi.createFrom()
                .iterable(left)
                .onItem()
                .transformToUniAndConcatenate(removal)
                .collect()
                .with(summingInt(gone -> gone ? 0 : 1));
    }

    private Uni<Boolean> remove(Connection leaving, Access access, Subscription row) {
        return remover.remove(access, row)
                .chain(gone ->
                        gone
                                ? Uni.createFrom().item(true)
                                : orphan(leaving, row, access.requestIds()));
    }

    private Uni<Boolean> orphan(Connection leaving, Subscription row, RequestIds ids) {
        return subscriptions
                .turned(row.id(), SubscriptionState.ORPHANED, "No living grant can delete it.")
                .chain(() ->
                        journal.note(
                                leaving.entry("subscription.orphaned")
                                        .with("organization", row.owner().organizationUri())
                                        .with("subscription", String.valueOf(row.webhookUri()))
                                        .with("request_ids", ids)))
                .replaceWith(false);
    }

    private static Uni<Released> nothing() {
        return Uni.createFrom().item(new Released(0, 0, new RequestIds()));
    }
}
