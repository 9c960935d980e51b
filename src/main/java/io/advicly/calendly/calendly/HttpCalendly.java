package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.CalendlyOperation.LIST_EVENTS;
import static io.advicly.calendly.calendly.CalendlyOperation.LIST_INVITEES;
import static io.advicly.calendly.calendly.CalendlyOperation.LIST_SUBSCRIPTIONS;

import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Calendly over HTTP: each method is one request, limited in time, its answer in our language.
final class HttpCalendly implements PagedCalendly {

    /// What Calendly answers with where it has done what it was asked to (calendly-api 1.8).
    private static final Set<Integer> TOLD = Set.of(200, 201);

    private static final Set<Integer> DELETED = Set.of(204);

    private final CalendlyApi api;
    private final TokenEndpoint tokens;
    private final CalendlySettings settings;
    private final Duration timeout;
    private final CalendlyMetrics metrics;

    HttpCalendly(
            CalendlyApi api,
            TokenEndpoint tokens,
            CalendlySettings settings,
            Duration timeout,
            CalendlyMetrics metrics) {
        this.api = api;
        this.tokens = tokens;
        this.settings = settings;
        this.timeout = timeout;
        this.metrics = metrics;
    }

    @Override
    public URI authorizeUrl(AuthorizationRequest request) {
        return AuthorizeUrl.of(settings, request);
    }

    @Override
    public Uni<Grant> exchangeCode(CodeExchange exchange, LateAnswer late) {
        return tokens.exchange(exchange, late);
    }

    @Override
    public Uni<Grant> refresh(SecretString refreshToken, LateAnswer late) {
        return tokens.refresh(refreshToken, late);
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
    public Uni<Page<ListedSubscription>> subscriptionPage(
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
                page -> subscriptions(page, owner));
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
                                        bearer(access), CalendlyUri.id(subscriptionUri)),
                        DELETED)
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
                page ->
                        eventPage(
                                readable(
                                        LIST_EVENTS,
                                        page.sifted(
                                                ScheduledEventWire.class,
                                                ScheduledEventWire::toScheduledEvent))));
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
                page ->
                        readable(
                                LIST_INVITEES,
                                page.sifted(
                                        InviteeWire.class,
                                        invitee -> invitee.toInvitee(eventUri))));
    }

    /// Those that cannot be read are told too: whoever knows them leaves them alone.
    private Page<ListedSubscription> subscriptions(CollectionWire page, SubscriptionOwner owner) {
        CollectionWire.Sifted<ListedSubscription> sifted =
                page.sifted(SubscriptionWire.class, it -> it.listed(owner));
        Page<ListedSubscription> readable = readable(LIST_SUBSCRIPTIONS, sifted);
        Stream<ListedSubscription> unreadable =
                sifted.leftOut().stream()
                        .map(it -> new ListedSubscription.Unreadable(it.uri(), it.callbackUrl()));
        return new Page<>(
                Stream.concat(readable.items().stream(), unreadable).toList(),
                readable.nextPageToken());
    }

    /// What could be read of a page; the rest is counted, with a line.
    private <T> Page<T> readable(CalendlyOperation operation, CollectionWire.Sifted<T> sifted) {
        List<LeftOut> leftOut = sifted.leftOut();
        if (!leftOut.isEmpty()) {
            metrics.leftOut(operation, leftOut.size());
            FailedCallLog.write(operation, leftOut);
        }
        return sifted.page();
    }

    private <W, T> Uni<T> read(
            Access access, Supplier<Uni<RestResponse<W>>> call, Function<W, T> mapping) {
        return limited(access, call, TOLD)
                .map(answer -> mapped(answer.getEntity(), mapping))
                .onFailure()
                .transform(TransportFailures::of);
    }

    /// Notes the call's id, whether or not it succeeds.
    ///
    /// @param documented the statuses of a success: any other that is no error is somebody else's,
    ///   such as an edge's that leads to a page of its own
    private <R extends RestResponse<?>> Uni<R> limited(
            Access access, Supplier<Uni<R>> call, Set<Integer> documented) {
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
                        access.requestIds().add(((CalendlyFailure) failure).answer().requestId()))
                .invoke(answer -> {
                    if (!documented.contains(answer.getStatus())) {
                        throw ApiFailures.undocumented(
                                Reply.of(answer.getStatus(), answer::getHeaderString, null));
                    }
                });
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
