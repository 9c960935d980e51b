package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.WebhookSubscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides what has to happen so that exactly one good subscription of ours is left.
///
/// New before old: the first step keeps or creates, deletions follow, so that no delivery falls
/// into a gap. Applying the plan and planning again gives one Keep and nothing else.
final class SubscriptionPlanner {

    /// The newest good one stays; the URI breaks a tie, so that every replica chooses alike.
    private static final Comparator<WebhookSubscription> NEWEST =
            Comparator.comparing(SubscriptionPlanner::createdAt)
                    .thenComparing(WebhookSubscription::uri);

    private SubscriptionPlanner() {}

    static List<Step> plan(Situation situation) {
        Optional<WebhookSubscription> keeper =
                situation.listed().stream().filter(situation::isGood).max(NEWEST);
        List<Step> steps = new ArrayList<>();
        steps.add(
                keeper.<Step>map(Step.Keep::new)
                        .orElseGet(() -> new Step.Create(situation.wanted())));
        situation.listed().stream()
                .filter(situation::isOurs)
                .filter(candidate ->
                        keeper.isEmpty() || !candidate.uri().equals(keeper.get().uri()))
                .map(Step.Delete::new)
                .forEach(steps::add);
        return List.copyOf(steps);
    }

    private static Instant createdAt(WebhookSubscription subscription) {
        return subscription.createdAt() == null ? Instant.EPOCH : subscription.createdAt();
    }
}
