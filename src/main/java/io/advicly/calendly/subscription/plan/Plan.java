package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What to do so that an organization has what it should have.
///
/// @param desired who should have a subscription of their own
/// @param steps in their order
/// @param missing connections that may be missing deliveries right now
/// @param open what cannot be done yet, in words for an operator
public record Plan(
        Set<SubscriptionOwner> desired, List<Step> steps, Set<UUID> missing, List<String> open) {

    public Plan {
        desired = Set.copyOf(desired);
        steps = List.copyOf(steps);
        missing = Set.copyOf(missing);
        open = List.copyOf(open);
    }

    /// Whether somebody who is connected may be missing deliveries right now.
    boolean gap() {
        return !missing.isEmpty();
    }

    /// Whether carrying it out would change nothing.
    boolean isSettled() {
        return open.isEmpty() && steps.stream().allMatch(Step.Keep.class::isInstance);
    }
}
