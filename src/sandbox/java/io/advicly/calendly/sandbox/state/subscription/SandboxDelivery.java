package io.advicly.calendly.sandbox.state.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to one subscription, with all attempts to bring it there.
 *
 * @param number counts deliveries in the order they arose
 * @param dueAt when the next attempt is due, on the delivery clock
 * @param firstTriedAt when the first attempt was made, on the delivery clock; the 24 hours count
 *     from here
 */
public record SandboxDelivery(
        String id,
        long number,
        String subscriptionId,
        String event,
        String inviteeId,
        String body,
        SandboxDeliveryState state,
        long dueAt,
        @Nullable Long firstTriedAt,
        List<Attempt> attempts,
        @Nullable String duplicateOf,
        Instant createdAt) {

    public SandboxDelivery in(SandboxDeliveryState next, long due) {
        return new SandboxDelivery(
                id,
                number,
                subscriptionId,
                event,
                inviteeId,
                body,
                next,
                due,
                firstTriedAt,
                attempts,
                duplicateOf,
                createdAt);
    }

    public SandboxDelivery tried(
            Attempt attempt, SandboxDeliveryState next, long due, long firstTry) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        return new SandboxDelivery(
                id,
                number,
                subscriptionId,
                event,
                inviteeId,
                body,
                next,
                due,
                firstTry,
                List.copyOf(all),
                duplicateOf,
                createdAt);
    }
}
