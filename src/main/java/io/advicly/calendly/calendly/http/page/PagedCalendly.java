package io.advicly.calendly.calendly.http.page;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The port page by page: what the decorators work on, so that a page is counted, limited and
/// repeated by itself. Repeating a whole stream would emit its first pages again.
public interface PagedCalendly extends Calendly {

    Uni<Page<ListedSubscription>> subscriptionPage(
            Access access, SubscriptionOwner owner, @Nullable String pageToken);

    Uni<Page<Invitee>> inviteePage(Access access, String eventUri, @Nullable String pageToken);

    @Override
    default Multi<ListedSubscription> subscriptions(Access access, SubscriptionOwner owner) {
        return Paging.stream(pageToken -> subscriptionPage(access, owner, pageToken));
    }

    @Override
    default Multi<List<Invitee>> inviteePages(Access access, String eventUri) {
        return Paging.pages(pageToken -> inviteePage(access, eventUri, pageToken));
    }
}
