package io.advicly.calendly.calendly;

import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/// The port page by page: what the decorators work on, so that a page is counted, limited and
/// repeated by itself. Repeating a whole stream would emit its first pages again.
interface PagedCalendly extends Calendly {

    Uni<Page<WebhookSubscription>> subscriptionPage(
            SecretString accessToken, SubscriptionOwner owner, @Nullable String pageToken);

    Uni<Page<Invitee>> inviteePage(
            SecretString accessToken, String eventUri, @Nullable String pageToken);

    @Override
    default Multi<WebhookSubscription> subscriptions(
            SecretString accessToken, SubscriptionOwner owner) {
        return Paging.stream(pageToken -> subscriptionPage(accessToken, owner, pageToken));
    }

    @Override
    default Multi<Invitee> invitees(SecretString accessToken, String eventUri) {
        return Paging.stream(pageToken -> inviteePage(accessToken, eventUri, pageToken));
    }
}
