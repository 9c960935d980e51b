package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;

/// One thing to do at Calendly.
sealed interface Step {

    /// This one is good: note that it is the active one.
    record Keep(WebhookSubscription subscription) implements Step {}

    /// There is no good one: create it.
    record Create(SubscriptionOwner owner) implements Step {}

    /// One of ours that is not the active one.
    record Delete(WebhookSubscription subscription) implements Step {}
}
