package io.advicly.calendly.calendly;

import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Calendly over HTTP: each method is one request, limited in time, its answer in our language.
final class HttpCalendly implements PagedCalendly {

    private final CalendlyApi api;
    private final TokenEndpoint tokens;
    private final CalendlySettings settings;
    private final Duration timeout;

    HttpCalendly(
            CalendlyApi api, TokenEndpoint tokens, CalendlySettings settings, Duration timeout) {
        this.api = api;
        this.tokens = tokens;
        this.settings = settings;
        this.timeout = timeout;
    }

    @Override
    public URI authorizeUrl(AuthorizationRequest request) {
        return AuthorizeUrl.of(settings, request);
    }

    @Override
    public Uni<Grant> exchangeCode(CodeExchange exchange) {
        return tokens.exchange(exchange);
    }

    @Override
    public Uni<Grant> refresh(SecretString refreshToken) {
        return tokens.refresh(refreshToken);
    }

    @Override
    public Uni<Void> revoke(SecretString token) {
        return tokens.revoke(token);
    }

    @Override
    public Uni<Account> account(Access access) {
        return read(access, () -> api.me(bearer(access)), me -> me.content().toAccount());
    }

    @Override
    public Uni<Page<WebhookSubscription>> subscriptionPage(
            Access access, SubscriptionOwner owner, @Nullable String pageToken) {
        OwnerParams params = OwnerParams.of(owner);
        return read(
                access,
                () ->
                        api.subscriptions(
                                bearer(access),
                                params.organization(),
                                params.scope(),
                                params.user(),
                                pageToken),
                page -> page.toPage(SubscriptionWire::listed));
    }

    @Override
    public Uni<WebhookSubscription> createSubscription(
            Access access, NewSubscription subscription) {
        return read(
                access,
                () -> api.createSubscription(bearer(access), NewSubscriptionWire.of(subscription)),
                created -> created.content().toSubscription());
    }

    @Override
    public Uni<WebhookSubscription> subscription(Access access, String subscriptionUri) {
        return read(
                access,
                () -> api.subscription(bearer(access), CalendlyUri.id(subscriptionUri)),
                found -> found.content().toSubscription());
    }

    @Override
    public Uni<Void> deleteSubscription(Access access, String subscriptionUri) {
        return limited(
                        access,
                        () ->
                                api.deleteSubscription(
                                        bearer(access), CalendlyUri.id(subscriptionUri)))
                .replaceWithVoid()
                .onFailure(CalendlyFailure.NotFound.class)
                .recoverWithNull();
    }

    @Override
    public Uni<EventPage> scheduledEvents(
            Access access, EventQuery query, @Nullable String pageToken) {
        return read(
                access,
                () ->
                        api.scheduledEvents(
                                bearer(access),
                                query.organizationUri(),
                                query.userUri(),
                                query.from().toString(),
                                query.to().toString(),
                                pageToken),
                page -> eventPage(page.toPage(ScheduledEventWire::toScheduledEvent)));
    }

    @Override
    public Uni<ScheduledEvent> scheduledEvent(Access access, String eventUri) {
        return read(
                access,
                () -> api.scheduledEvent(bearer(access), CalendlyUri.id(eventUri)),
                found -> found.content().toScheduledEvent());
    }

    @Override
    public Uni<Page<Invitee>> inviteePage(
            Access access, String eventUri, @Nullable String pageToken) {
        return read(
                access,
                () -> api.invitees(bearer(access), CalendlyUri.id(eventUri), pageToken),
                page -> page.toPage(invitee -> invitee.toInvitee(eventUri)));
    }

    private <W, T> Uni<T> read(
            Access access, Supplier<Uni<RestResponse<W>>> call, Function<W, T> mapping) {
        return limited(access, call)
                .map(answer -> mapped(answer.getEntity(), mapping))
                .onFailure()
                .transform(TransportFailures::of);
    }

    /// Notes the call's id, whether or not it succeeds.
    private <R extends RestResponse<?>> Uni<R> limited(Access access, Supplier<Uni<R>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .invoke(answer -> access.requestIds().add(answer.getHeaderString("x-request-id")))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .transform(TransportFailures::of)
                .onFailure(CalendlyFailure.class)
                .invoke(failure ->
                        access.requestIds().add(((CalendlyFailure) failure).answer().requestId()));
    }

    private static <W, T> T mapped(@Nullable W answer, Function<W, T> mapping) {
        return mapping.apply(UnreadableException.required(answer, "body"));
    }

    private static EventPage eventPage(Page<ScheduledEvent> page) {
        return new EventPage(page.items(), page.nextPageToken());
    }

    private static String bearer(Access access) {
        return "Bearer " + access.token().reveal();
    }
}
