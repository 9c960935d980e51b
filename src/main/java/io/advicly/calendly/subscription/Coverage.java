package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Decides who is served by what we hold. Pure.
final class Coverage {

    private Coverage() {}

    /// The organization's active subscription, carried by a connection that is still active: it
    /// serves plain members too.
    ///
    /// @param activeConnections of the organization
    static Optional<Subscription> ofOrganization(
            List<Subscription> alive, Set<UUID> activeConnections) {
        return alive.stream()
                .filter(it -> it.owner() instanceof SubscriptionOwner.Organization)
                .filter(it -> it.active() && it.state() == SubscriptionState.ACTIVE)
                .filter(it -> it.carrier() != null && activeConnections.contains(it.carrier()))
                .findFirst();
    }

    /// Members' own subscriptions, which an organization's makes superfluous.
    static List<Subscription> ofMembers(List<Subscription> alive) {
        return alive.stream().filter(it -> it.owner() instanceof SubscriptionOwner.Member).toList();
    }

    /// What a leaving connection leaves behind: what it carries or nobody does any more, and its
    /// account's own unless the account stays connected by somebody else.
    static List<Subscription> leftBy(
            UUID leaving,
            String accountUri,
            List<Subscription> alive,
            List<ActiveConnection> staying) {
        Set<UUID> ids = Set.copyOf(staying.stream().map(ActiveConnection::id).toList());
        boolean accountStays = staying.stream().anyMatch(it -> it.accountUri().equals(accountUri));
        return alive.stream()
                .filter(it ->
                        switch (it.owner()) {
                            case SubscriptionOwner.Organization _ ->
                                    it.carrier() == null || !ids.contains(it.carrier());
                            case SubscriptionOwner.Member member ->
                                    member.userUri().equals(accountUri)
                                            && (leaving.equals(it.carrier()) || !accountStays);
                        })
                .toList();
    }

    /// A connection that stays.
    record ActiveConnection(UUID id, String accountUri) {}
}
