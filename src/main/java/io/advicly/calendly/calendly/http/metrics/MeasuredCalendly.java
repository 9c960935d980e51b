package io.advicly.calendly.calendly.http.metrics;

import static io.advicly.calendly.calendly.CalendlyOperation.CREATE_SUBSCRIPTION;
import static io.advicly.calendly.calendly.CalendlyOperation.DELETE_SUBSCRIPTION;
import static io.advicly.calendly.calendly.CalendlyOperation.EXCHANGE_CODE;
import static io.advicly.calendly.calendly.CalendlyOperation.GET_ACCOUNT;
import static io.advicly.calendly.calendly.CalendlyOperation.GET_EVENT;
import static io.advicly.calendly.calendly.CalendlyOperation.GET_SUBSCRIPTION;
import static io.advicly.calendly.calendly.CalendlyOperation.LIST_EVENTS;
import static io.advicly.calendly.calendly.CalendlyOperation.LIST_INVITEES;
import static io.advicly.calendly.calendly.CalendlyOperation.LIST_SUBSCRIPTIONS;
import static io.advicly.calendly.calendly.CalendlyOperation.REFRESH;
import static io.advicly.calendly.calendly.CalendlyOperation.REVOKE;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyOperation;
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
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts and times every attempt, and writes the canonical line of a failed one.
public final class MeasuredCalendly implements PagedCalendly {

    private final PagedCalendly calendly;
    private final CalendlyMetrics metrics;
    private final Clock clock;

    public MeasuredCalendly(PagedCalendly calendly, CalendlyMetrics metrics, Clock clock) {
        this.calendly = calendly;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public URI authorizeUrl(AuthorizationRequest request) {
        return calendly.authorizeUrl(request);
    }

    @Override
    public Uni<Grant> exchangeCode(CodeExchange exchange, LateAnswer late) {
        return measured(EXCHANGE_CODE, calendly.exchangeCode(exchange, late));
    }

    @Override
    public Uni<Grant> refresh(SecretString refreshToken, LateAnswer late) {
        return measured(REFRESH, calendly.refresh(refreshToken, late));
    }

    @Override
    public Uni<Void> revoke(SecretString token) {
        return measured(REVOKE, calendly.revoke(token));
    }

    @Override
    public Uni<Account> account(Access access) {
        return measured(GET_ACCOUNT, calendly.account(access));
    }

    @Override
    public Uni<Page<ListedSubscription>> subscriptionPage(
            Access access, SubscriptionOwner owner, @Nullable String pageToken) {
        return measured(LIST_SUBSCRIPTIONS, calendly.subscriptionPage(access, owner, pageToken));
    }

    @Override
    public Uni<WebhookSubscription> createSubscription(
            Access access, NewSubscription subscription) {
        return measured(CREATE_SUBSCRIPTION, calendly.createSubscription(access, subscription));
    }

    @Override
    public Uni<WebhookSubscription> subscription(Access access, String subscriptionUri) {
        return measured(GET_SUBSCRIPTION, calendly.subscription(access, subscriptionUri));
    }

    @Override
    public Uni<Void> deleteSubscription(Access access, String subscriptionUri) {
        return measured(DELETE_SUBSCRIPTION, calendly.deleteSubscription(access, subscriptionUri));
    }

    @Override
    public Uni<EventPage> scheduledEvents(
            Access access, EventQuery query, @Nullable String pageToken) {
        return measured(LIST_EVENTS, calendly.scheduledEvents(access, query, pageToken));
    }

    @Override
    public Uni<ScheduledEvent> scheduledEvent(Access access, String eventUri) {
        return measured(GET_EVENT, calendly.scheduledEvent(access, eventUri));
    }

    @Override
    public Uni<Page<Invitee>> inviteePage(
            Access access, String eventUri, ReadingOrder order, @Nullable String pageToken) {
        return measured(LIST_INVITEES, calendly.inviteePage(access, eventUri, order, pageToken));
    }

    private <T> Uni<T> measured(CalendlyOperation operation, Uni<T> call) {
        return Uni.createFrom().deferred(() -> measuredFromNow(call, operation));
    }

    private <T> Uni<T> measuredFromNow(Uni<T> call, CalendlyOperation operation) {
        Instant start = clock.instant();
        return call.onItem()
                .invoke(() -> ended(operation, CallOutcome.OK, start))
                .onFailure(CalendlyFailure.class)
                .invoke(failure -> failed(operation, (CalendlyFailure) failure, start))
                .onCancellation()
                .invoke(() -> ended(operation, CallOutcome.CANCELLED, start));
    }

    private void ended(CalendlyOperation operation, CallOutcome outcome, Instant start) {
        metrics.attempted(operation, outcome, Duration.between(start, clock.instant()));
    }

    private void failed(CalendlyOperation operation, CalendlyFailure failure, Instant start) {
        ended(operation, CallOutcome.of(failure), start);
        FailedCallLog.write(operation, failure, Duration.between(start, clock.instant()));
    }
}
