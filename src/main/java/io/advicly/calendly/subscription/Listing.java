package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import java.util.List;

/// What Calendly lists for an account.
///
/// @param wanted the whole organization when the account may, else the account alone
/// @param subscriptions of the organization (when it may) and of the account, all pages
record Listing(SubscriptionOwner wanted, List<WebhookSubscription> subscriptions) {

    boolean isWholeOrganization() {
        return wanted instanceof SubscriptionOwner.Organization;
    }
}
