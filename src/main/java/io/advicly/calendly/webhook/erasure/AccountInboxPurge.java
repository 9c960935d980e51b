package io.advicly.calendly.webhook.erasure;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.PageWalker;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Empties the deliveries that one account alone hosts. Their rows stay, so that a repeat is still
/// known as one; worked off once more they are an event that nobody projects.
@ApplicationScoped
public class AccountInboxPurge {

    /// For longer than the commit of a delivery may take.
    private static final Duration BEING_STORED = Duration.ofMinutes(1);

    private final PurgedDeliveries deliveries;

    AccountInboxPurge(PurgedDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    /// Empties deliveries that concern nobody any more. What another connected account hosts too
    /// stays, and so does what was received after the purge was asked for.
    public Uni<Void> empty(PurgedAccount purged) {
        return since(Instant.EPOCH, purged);
    }

    /// The same for what was being stored while that was done.
    public Uni<Void> emptyLatecomers(PurgedAccount purged) {
        return since(purged.requestedAt().minus(BEING_STORED), purged);
    }

    private Uni<Void> since(Instant begin, PurgedAccount purged) {
        return CallersContext.keep(
                deliveries
                        .subscriptions(purged)
                        .onItem()
                        .transformToMulti(all -> Multi.createFrom().iterable(all))
                        .onItem()
                        .transformToUniAndConcatenate(id -> new Search(purged, id, begin).all())
                        .onItem()
                        .ignoreAsUni());
    }

    /// What is in a delivery that may be the account's.
    private record Found(UUID id, BodyErasure.Subject subject) {}

    /// For the deliveries of one account to one subscription.
    private final class Search {

        private final PurgedAccount purged;
        private final UUID subscriptionId;
        private final Instant begin;

        Search(PurgedAccount purged, UUID subscriptionId, Instant begin) {
            this.purged = purged;
            this.subscriptionId = subscriptionId;
            this.begin = begin;
        }

        Uni<Void> all() {
            return PageWalker.walk(Optional.of(begin), this::page, Optional::isPresent)
                    .replaceWithVoid();
        }

        /// @return where to go on from
        private Uni<Optional<Instant>> page(Optional<Instant> after) {
            return deliveries
                    .page(purged, subscriptionId, after.orElseThrow())
                    .chain(this::emptyPage);
        }

        private Uni<Optional<Instant>> emptyPage(List<PurgedDeliveries.Received> page) {
            return page.isEmpty()
                    ? Unis.item(Optional.empty())
                    : emptied(page).replaceWith(Optional.of(page.getLast().receivedAt()));
        }

        private Uni<Void> emptied(List<PurgedDeliveries.Received> page) {
            List<Found> candidates =
                    page.stream()
                            .map(it -> new Found(it.id(), BodyErasure.subject(it.body())))
                            .filter(this::mayBeTheirs)
                            .toList();
            return theirs(candidates).chain(ids -> deliveries.empty(purged, ids));
        }

        private boolean mayBeTheirs(Found delivery) {
            BodyErasure.Subject subject = delivery.subject();
            return subject.hosts().isEmpty()
                    ? !subject.uri().isEmpty()
                    : subject.hosts().contains(purged.accountUri());
        }

        /// Of an account that somebody else is connected with too, nothing is this user's alone.
        private Uni<List<UUID>> theirs(List<Found> candidates) {
            if (candidates.isEmpty()) {
                return Unis.item(List.of());
            }
            Set<String> hosts = new HashSet<>(Set.of(purged.accountUri()));
            candidates.forEach(it -> hosts.addAll(it.subject().hosts()));
            return deliveries
                    .connectedByOthers(purged, hosts)
                    .chain(others ->
                            others.contains(purged.accountUri())
                                    ? Unis.item(List.of())
                                    : theirs(candidates, others));
        }

        /// Where the body names no host, the meetings do.
        private Uni<List<UUID>> theirs(List<Found> candidates, Collection<String> others) {
            Set<String> hostless = new HashSet<>();
            candidates.stream()
                    .map(Found::subject)
                    .filter(it -> it.hosts().isEmpty())
                    .forEach(it -> hostless.add(it.uri()));
            return deliveries
                    .eventsOfNobodyElse(purged, hostless)
                    .map(events -> theirIds(events, candidates, others));
        }

        private static List<UUID> theirIds(
                Set<String> events, List<Found> candidates, Collection<String> others) {
            return candidates.stream()
                    .filter(it -> isTheirs(it.subject(), others, events))
                    .map(Found::id)
                    .toList();
        }

        private static boolean isTheirs(
                BodyErasure.Subject subject, Collection<String> others, Set<String> events) {
            return subject.hosts().isEmpty()
                    ? events.contains(subject.uri())
                    : Collections.disjoint(subject.hosts(), others);
        }
    }
}
