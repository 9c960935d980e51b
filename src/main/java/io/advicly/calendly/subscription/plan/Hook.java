package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subscription of ours that Calendly lists, and our row of it. Pure.
///
/// @param row null when we know nothing of it
/// @param good whether it delivers all that we want, and we can verify it
record Hook(WebhookSubscription seen, @Nullable Subscription row, boolean good) {

    /// The active row's stays before all others, also before another one at the same address, which
    /// may be signed with another key; then the newest; the URI breaks a tie, so that every replica
    /// chooses alike.
    static final Comparator<Hook> BEST =
            Comparator.comparing(Hook::isActiveRow)
                    .thenComparing(Hook::isKnown)
                    .thenComparing(Hook::createdAt)
                    .thenComparing(Hook::uri);

    String uri() {
        return seen.uri();
    }

    SubscriptionOwner owner() {
        return seen.owner();
    }

    @Nullable UUID carrier() {
        return row == null ? null : row.carrier();
    }

    /// Whether what it delivers is accepted, be it all that we want or not.
    boolean delivers() {
        return seen.active()
                && row != null
                && row.keyHeld()
                && row.state() != SubscriptionState.ORPHANED;
    }

    private boolean isActiveRow() {
        return row != null && row.active();
    }

    /// Whether it is the very one that the row tells of.
    private boolean isKnown() {
        return row != null && uri().equals(row.webhookUri());
    }

    private Instant createdAt() {
        return seen.createdAt() == null ? Instant.EPOCH : seen.createdAt();
    }
}
