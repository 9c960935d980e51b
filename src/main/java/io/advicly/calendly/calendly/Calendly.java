package io.advicly.calendly.calendly;

import io.advicly.calendly.calendly.event.EventPage;
import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.NewSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calendly, in our language. Every failed call fails with a [CalendlyFailure].
///
/// Nothing here is retried unless repeating is harmless: a refresh token is single use, so
/// [#refresh] and [#exchangeCode] are tried exactly once.
public interface Calendly {

    /// Where the browser is sent to give consent. Pure: no call is made.
    URI authorizeUrl(AuthorizationRequest request);

    /// Exchanges an authorization code (single use, 10 minutes) for a grant.
    ///
    /// @param late told when no answer came in time
    Uni<Grant> exchangeCode(CodeExchange exchange, LateAnswer late);

    /// Uses up `refreshToken` and answers the grant that replaces it. Fails with
    /// [CalendlyFailure.GrantRejected] when Calendly says `invalid_grant`.
    ///
    /// @param late told when no answer came in time
    Uni<Grant> refresh(SecretString refreshToken, LateAnswer late);

    /// Revokes a refresh or access token. An unknown token is a success.
    Uni<Void> revoke(SecretString token);

    /// The account behind the token (`GET /users/me`).
    Uni<Account> account(Access access);

    /// All subscriptions of the owner that the token may see, all pages, in the order listed; of
    /// each page those that cannot be read come last.
    Multi<ListedSubscription> subscriptions(Access access, SubscriptionOwner owner);

    /// Creates a subscription. Fails with [CalendlyFailure.AlreadyExists] on 409.
    Uni<WebhookSubscription> createSubscription(Access access, NewSubscription subscription);

    /// One subscription. Fails with [CalendlyFailure.NotFound] when it is gone.
    Uni<WebhookSubscription> subscription(Access access, String subscriptionUri);

    /// Deletes a subscription. One that is already gone is a success.
    Uni<Void> deleteSubscription(Access access, String subscriptionUri);

    /// One page of scheduled events that the account hosts in its organization, by start time.
    Uni<EventPage> scheduledEvents(Access access, EventQuery query, @Nullable String pageToken);

    /// One scheduled event. Fails with [CalendlyFailure.NotFound] when it is gone.
    Uni<ScheduledEvent> scheduledEvent(Access access, String eventUri);

    /// All invitees of an event, a page after the other: the next one is read when the one before
    /// has been dealt with. There is always one, which may be empty.
    Multi<List<Invitee>> inviteePages(Access access, String eventUri);
}
