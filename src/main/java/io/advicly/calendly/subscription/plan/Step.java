package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing to do. A step that names others is done only when they were: new before old.
public sealed interface Step {

    /// This one is good: it serves its owner.
    ///
    /// @param carrier the connection that it was made with
    /// @param retryStartedAt since when Calendly is retrying a delivery: in a day it will give up
    record Keep(
            SubscriptionOwner owner,
            UUID row,
            String webhookUri,
            UUID carrier,
            @Nullable Instant retryStartedAt)
            implements Step {}

    /// There is no good one.
    ///
    /// @param carrier the connection to create it with
    /// @param intent the row whose address and key are used again; null for a new one
    record Create(SubscriptionOwner owner, UUID carrier, @Nullable UUID intent) implements Step {}

    /// It delivers no more, and has not been replaced yet.
    record Lose(UUID row, String why) implements Step {}

    /// A create that was never answered has got through, and it is not what is kept: an intent no
    /// more.
    record Recognise(UUID row, String webhookUri) implements Step {}

    /// Nobody needs it.
    ///
    /// @param row null when we know nothing of it
    /// @param grants connections that may be allowed to, the likeliest first
    /// @param after owners that must be served before
    record Delete(
            SubscriptionOwner owner,
            String webhookUri,
            @Nullable UUID row,
            List<UUID> grants,
            Set<SubscriptionOwner> after)
            implements Step {}

    /// The row means nothing any more: Calendly does not have it.
    ///
    /// @param lost whether it was there and delivered
    record Forget(UUID row, boolean lost) implements Step {}

    /// Nobody needs it, and no living grant may delete it.
    record Orphan(UUID row, Set<SubscriptionOwner> after) implements Step {}

    /// Nothing needs this connection's grant any more, once these are deleted.
    record LetGo(UUID connection, Set<String> after) implements Step {}
}
