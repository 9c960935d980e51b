package io.advicly.calendly.calendly.http.resilience;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.LateAnswer;
import io.advicly.calendly.calendly.event.EventPage;
import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.NewSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.calendly.http.page.Page;
import io.advicly.calendly.calendly.http.page.PagedCalendly;
import io.advicly.calendly.calendly.http.page.ReadingOrder;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Repeats what is safe to repeat, and stops calling a host that is down. Answers on the context
/// that it was called on.
///
/// Repeated: reading; deleting, because a subscription that is gone is a success; revoking, because
/// an unknown token is a success. Never repeated: exchanging a code and refreshing, which use up
/// what they send; creating a subscription, because a lost reply may have created it and the
/// reconciler has to look first.
final class ResilientCalendly implements PagedCalendly {

    private final PagedCalendly calendly;
    private final Repeating repeating;
    private final Breaker api;
    private final Breaker auth;

    ResilientCalendly(PagedCalendly calendly, Repeating repeating, Breaker api, Breaker auth) {
        this.calendly = calendly;
        this.repeating = repeating;
        this.api = api;
        this.auth = auth;
    }

    @Override
    public URI authorizeUrl(AuthorizationRequest request) {
        return calendly.authorizeUrl(request);
    }

    @Override
    public Uni<Grant> exchangeCode(CodeExchange exchange, LateAnswer late) {
        return once(auth, () -> calendly.exchangeCode(exchange, late));
    }

    @Override
    public Uni<Grant> refresh(SecretString refreshToken, LateAnswer late) {
        return once(auth, () -> calendly.refresh(refreshToken, late));
    }

    @Override
    public Uni<Void> revoke(SecretString token) {
        return repeated(auth, () -> calendly.revoke(token));
    }

    @Override
    public Uni<Account> account(Access access) {
        return repeated(api, () -> calendly.account(access));
    }

    @Override
    public Uni<Page<ListedSubscription>> subscriptionPage(
            Access access, SubscriptionOwner owner, @Nullable String pageToken) {
        return repeated(api, () -> calendly.subscriptionPage(access, owner, pageToken));
    }

    @Override
    public Uni<WebhookSubscription> createSubscription(
            Access access, NewSubscription subscription) {
        return once(api, () -> calendly.createSubscription(access, subscription));
    }

    @Override
    public Uni<WebhookSubscription> subscription(Access access, String subscriptionUri) {
        return repeated(api, () -> calendly.subscription(access, subscriptionUri));
    }

    @Override
    public Uni<Void> deleteSubscription(Access access, String subscriptionUri) {
        return repeated(api, () -> calendly.deleteSubscription(access, subscriptionUri));
    }

    @Override
    public Uni<EventPage> scheduledEvents(
            Access access, EventQuery query, @Nullable String pageToken) {
        return repeated(api, () -> calendly.scheduledEvents(access, query, pageToken));
    }

    @Override
    public Uni<ScheduledEvent> scheduledEvent(Access access, String eventUri) {
        return repeated(api, () -> calendly.scheduledEvent(access, eventUri));
    }

    @Override
    public Uni<Page<Invitee>> inviteePage(
            Access access, String eventUri, ReadingOrder order, @Nullable String pageToken) {
        return repeated(api, () -> calendly.inviteePage(access, eventUri, order, pageToken));
    }

    private <T> Uni<T> once(Breaker host, Supplier<Uni<T>> call) {
        return CallersContext.keep(settled(host.guard(call)));
    }

    private <T> Uni<T> repeated(Breaker host, Supplier<Uni<T>> call) {
        return CallersContext.keep(settled(repeating.call(() -> host.guard(call))));
    }

    /// An open breaker ends the repetitions, hence it turns into a failure of the port only here.
    private static <T> Uni<T> settled(Uni<T> call) {
        return call.onFailure(BreakerOpenException.class)
                .transform(open -> ((BreakerOpenException) open).asFailure());
    }
}
