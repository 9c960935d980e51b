package io.advicly.calendly.calendly;

import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
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
    public Uni<Account> account(SecretString accessToken) {
        return read(() -> api.me(bearer(accessToken)), me -> me.content().toAccount());
    }

    @Override
    public Uni<Page<WebhookSubscription>> subscriptionPage(
            SecretString accessToken, SubscriptionOwner owner, @Nullable String pageToken) {
        OwnerParams params = OwnerParams.of(owner);
        return read(
                () ->
                        api.subscriptions(
                                bearer(accessToken),
                                params.organization(),
                                params.scope(),
                                params.user(),
                                pageToken),
                page -> page.toPage(SubscriptionWire::listed));
    }

    @Override
    public Uni<WebhookSubscription> createSubscription(
            SecretString accessToken, NewSubscription subscription) {
        return read(
                () ->
                        api.createSubscription(
                                bearer(accessToken), NewSubscriptionWire.of(subscription)),
                created -> created.content().toSubscription());
    }

    @Override
    public Uni<WebhookSubscription> subscription(SecretString accessToken, String subscriptionUri) {
        return read(
                () -> api.subscription(bearer(accessToken), CalendlyUri.id(subscriptionUri)),
                found -> found.content().toSubscription());
    }

    @Override
    public Uni<Void> deleteSubscription(SecretString accessToken, String subscriptionUri) {
        return limited(() ->
                        api.deleteSubscription(
                                bearer(accessToken), CalendlyUri.id(subscriptionUri)))
                .onFailure(CalendlyFailure.NotFound.class)
                .recoverWithNull();
    }

    @Override
    public Uni<EventPage> scheduledEvents(
            SecretString accessToken, EventQuery query, @Nullable String pageToken) {
        return read(
                () ->
                        api.scheduledEvents(
                                bearer(accessToken),
                                query.organizationUri(),
                                query.userUri(),
                                query.from().toString(),
                                query.to().toString(),
                                pageToken),
                page -> eventPage(page.toPage(ScheduledEventWire::toScheduledEvent)));
    }

    @Override
    public Uni<ScheduledEvent> scheduledEvent(SecretString accessToken, String eventUri) {
        return read(
                () -> api.scheduledEvent(bearer(accessToken), CalendlyUri.id(eventUri)),
                found -> found.content().toScheduledEvent());
    }

    @Override
    public Uni<Page<Invitee>> inviteePage(
            SecretString accessToken, String eventUri, @Nullable String pageToken) {
        return read(
                () -> api.invitees(bearer(accessToken), CalendlyUri.id(eventUri), pageToken),
                page -> page.toPage(invitee -> invitee.toInvitee(eventUri)));
    }

    private <W, T> Uni<T> read(Supplier<Uni<W>> call, Function<W, T> mapping) {
        return limited(() -> call.get().map(answer -> mapped(answer, mapping)));
    }

    private <T> Uni<T> limited(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .transform(TransportFailures::of);
    }

    private static <W, T> T mapped(@Nullable W answer, Function<W, T> mapping) {
        return mapping.apply(UnreadableException.required(answer, "body"));
    }

    private static EventPage eventPage(Page<ScheduledEvent> page) {
        return new EventPage(page.items(), page.nextPageToken());
    }

    private static String bearer(SecretString accessToken) {
        return "Bearer " + accessToken.reveal();
    }
}
