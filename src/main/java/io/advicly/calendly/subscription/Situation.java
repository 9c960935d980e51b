package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import java.util.List;
import java.util.Set;

/// All that decides what to do with an organization's subscriptions.
///
/// @param wanted whose events we want
/// @param events the events we want
/// @param listed what Calendly lists, all pages, other people's included
/// @param held callback URLs whose signing key we hold
record Situation(
        CallbackUrls urls,
        SubscriptionOwner wanted,
        Set<String> events,
        List<WebhookSubscription> listed,
        Set<String> held) {

    Situation {
        listed = List.copyOf(listed);
    }

    boolean isOurs(WebhookSubscription subscription) {
        return urls.covers(subscription.callbackUrl());
    }

    /// Delivers what we want, and we can verify it.
    boolean isGood(WebhookSubscription subscription) {
        return isOurs(subscription)
                && subscription.active()
                && subscription.owner().equals(wanted)
                && subscription.events().containsAll(events)
                && held.contains(subscription.callbackUrl());
    }
}
