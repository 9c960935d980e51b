package io.advicly.calendly.calendly.http.page;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyOperation;
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

    Uni<Page<Invitee>> inviteePage(
            Access access, String eventUri, ReadingOrder order, @Nullable String pageToken);

    @Override
    default Multi<ListedSubscription> subscriptions(Access access, SubscriptionOwner owner) {
        return Paging.stream(pageToken -> subscriptionPage(access, owner, pageToken));
    }

    /// From both ends where one of them is more than is read of an answer, up to that one.
    @Override
    default Multi<List<Invitee>> inviteePages(Access access, String eventUri) {
        return inviteePages(access, eventUri, ReadingOrder.FIRST_TO_LAST)
                .onFailure(CalendlyFailure.Unreadable.class)
                .recoverWithMulti(() -> fromTheEnd(access, eventUri));
    }

    /// A page of nobody where nobody can be read: the event is there all the same.
    private Multi<List<Invitee>> fromTheEnd(Access access, String eventUri) {
        access.unread().add(CalendlyOperation.LIST_INVITEES, 1);
        return inviteePages(access, eventUri, ReadingOrder.LAST_TO_FIRST)
                .onFailure(CalendlyFailure.Unreadable.class)
                .recoverWithItem(List.of());
    }

    private Multi<List<Invitee>> inviteePages(Access access, String eventUri, ReadingOrder order) {
        return Paging.pages(pageToken -> inviteePage(access, eventUri, order, pageToken));
    }
}
