package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.record.Subscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides who should have a subscription, and who carries it. Pure.
///
/// A living owner or admin: exactly one for the whole organization. Else one for each account that
/// stays with a living grant. Nobody stays with a living grant: none that could be made.
public final class DesiredSubscriptions {

    private final Observation seen;
    private final List<Hook> good;

    private DesiredSubscriptions(Observation seen, List<Hook> ours) {
        this.seen = seen;
        this.good = ours.stream().filter(Hook::good).toList();
    }

    /// Who carries a subscription.
    ///
    /// @param kept the one that exists already; null when it has to be created
    record Carriage(UUID carrier, @Nullable Hook kept) {}

    /// @param ours what is listed and ours
    public static Map<SubscriptionOwner, Carriage> of(Observation seen, List<Hook> ours) {
        return new DesiredSubscriptions(seen, ours).decide();
    }

    private Map<SubscriptionOwner, Carriage> decide() {
        Map<SubscriptionOwner, Carriage> desired = new LinkedHashMap<>();
        carriage(seen.organization(), Member::isAdmin)
                .ifPresentOrElse(
                        organizations -> desired.put(seen.organization(), organizations),
                        () -> addEachOwn(desired));
        return desired;
    }

    private void addEachOwn(Map<SubscriptionOwner, Carriage> desired) {
        seen.living().map(Member::account).distinct().forEach(account -> addOwn(desired, account));
    }

    private void addOwn(Map<SubscriptionOwner, Carriage> desired, String account) {
        SubscriptionOwner own = seen.own(account);
        carriage(own, it -> it.has(account)).ifPresent(carriage -> desired.put(own, carriage));
    }

    /// The carrier stays the same while it can. Empty when nobody may.
    private Optional<Carriage> carriage(SubscriptionOwner owner, Predicate<Member> may) {
        Optional<Carriage> kept =
                good.stream()
                        .filter(hook -> hook.owner().equals(owner))
                        .filter(hook ->
                                seen.living()
                                        .filter(may)
                                        .anyMatch(it -> it.connection().equals(hook.carrier())))
                        .max(Hook.BEST)
                        .map(hook -> new Carriage(Objects.requireNonNull(hook.carrier()), hook));
        return kept.or(() -> newCarrier(owner, may).map(carrier -> new Carriage(carrier, null)));
    }

    private Optional<UUID> newCarrier(SubscriptionOwner owner, Predicate<Member> may) {
        List<UUID> candidates =
                seen.living()
                        .filter(may)
                        .filter(it -> !it.refused())
                        .map(Member::connection)
                        .toList();
        return seen.held().stream()
                .filter(row -> row.owner().equals(owner))
                .map(Subscription::carrier)
                .filter(Objects::nonNull)
                .filter(candidates::contains)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }
}
