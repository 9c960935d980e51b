package io.advicly.calendly.calendly.http;

import static io.advicly.calendly.calendly.CalendlyOperation.CREATE_SUBSCRIPTION;
import static io.advicly.calendly.calendly.CalendlyOperation.GET_ACCOUNT;
import static io.advicly.calendly.calendly.CalendlyOperation.GET_EVENT;
import static io.advicly.calendly.calendly.CalendlyOperation.GET_SUBSCRIPTION;
import static io.advicly.calendly.calendly.CalendlyOperation.LIST_EVENTS;
import static io.advicly.calendly.calendly.CalendlyOperation.LIST_INVITEES;
import static io.advicly.calendly.calendly.CalendlyOperation.LIST_SUBSCRIPTIONS;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyOperation;
import io.advicly.calendly.calendly.CalendlyUri;
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
import io.advicly.calendly.calendly.http.answer.Question;
import io.advicly.calendly.calendly.http.answer.TransportFailures;
import io.advicly.calendly.calendly.http.metrics.CalendlyMetrics;
import io.advicly.calendly.calendly.http.metrics.FailedCallLog;
import io.advicly.calendly.calendly.http.page.Page;
import io.advicly.calendly.calendly.http.page.PagedCalendly;
import io.advicly.calendly.calendly.http.page.ReadingOrder;
import io.advicly.calendly.calendly.http.token.TokenEndpoint;
import io.advicly.calendly.calendly.settings.CalendlySettings;
import io.advicly.calendly.calendly.wire.AccountWire;
import io.advicly.calendly.calendly.wire.InviteeWire;
import io.advicly.calendly.calendly.wire.NewSubscriptionWire;
import io.advicly.calendly.calendly.wire.NextPage;
import io.advicly.calendly.calendly.wire.OwnerParams;
import io.advicly.calendly.calendly.wire.ScheduledEventWire;
import io.advicly.calendly.calendly.wire.Sifted;
import io.advicly.calendly.calendly.wire.SubscriptionWire;
import io.advicly.calendly.calendly.wire.UnreadableException;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Calendly over HTTP: each method is one request, limited in time, its answer in our language.
public final class HttpCalendly implements PagedCalendly {

    private static final String COLLECTION = "collection";
    private static final String PAGINATION = "pagination";

    private final CalendlyApi api;
    private final TokenEndpoint tokens;
    private final CalendlySettings settings;
    private final ApiCalls calls;
    private final CalendlyMetrics metrics;

    /// @param maxAnswer how many bytes of an answer are read, once it is unpacked
    public HttpCalendly(
            CalendlyApi api,
            TokenEndpoint tokens,
            CalendlySettings settings,
            Duration timeout,
            int maxAnswer,
            CalendlyMetrics metrics) {
        this.api = api;
        this.tokens = tokens;
        this.settings = settings;
        this.calls = new ApiCalls(timeout, maxAnswer);
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
        return resource(
                access,
                GET_ACCOUNT,
                () -> api.me(bearer(access)),
                one -> Sifted.of(one, AccountWire.class, AccountWire::toAccount));
    }

    @Override
    public Uni<Page<ListedSubscription>> subscriptionPage(
            Access access, SubscriptionOwner owner, @Nullable String pageToken) {
        OwnerParams params = OwnerParams.of(owner);
        return calls.page(
                access,
                count -> askForSubscriptions(access, params, count, pageToken),
                (json, _) -> subscriptions(access, json, owner));
    }

    private Uni<RestResponse<byte[]>> askForSubscriptions(
            Access access, OwnerParams params, int count, @Nullable String pageToken) {
        return api.subscriptions(
                bearer(access),
                params.organization(),
                params.scope(),
                params.user(),
                count,
                pageToken);
    }

    @Override
    public Uni<WebhookSubscription> createSubscription(
            Access access, NewSubscription subscription) {
        return resource(
                access,
                CREATE_SUBSCRIPTION,
                () -> api.createSubscription(bearer(access), NewSubscriptionWire.of(subscription)),
                HttpCalendly::subscription);
    }

    @Override
    public Uni<WebhookSubscription> subscription(Access access, String subscriptionUri) {
        return resource(
                access,
                GET_SUBSCRIPTION,
                () -> api.subscription(bearer(access), CalendlyUri.id(subscriptionUri)),
                HttpCalendly::subscription);
    }

    private static Sifted<WebhookSubscription> subscription(List<JsonNode> one) {
        return Sifted.exactly(one, SubscriptionWire.class, (it, _) -> it.toSubscription());
    }

    @Override
    public Uni<Void> deleteSubscription(Access access, String subscriptionUri) {
        return calls.asked(
                        access,
                        Question.DELETION,
                        () ->
                                api.deleteSubscription(
                                        bearer(access), CalendlyUri.id(subscriptionUri)),
                        nothing -> nothing)
                .replaceWithVoid()
                .onFailure(CalendlyFailure.NotFound.class)
                .recoverWithNull();
    }

    @Override
    public Uni<EventPage> scheduledEvents(
            Access access, EventQuery query, @Nullable String pageToken) {
        return calls.pageUpTo(
                access,
                count -> askForEvents(access, query, count, pageToken),
                (json, count) -> eventPage(json, access, count));
    }

    private Uni<RestResponse<byte[]>> askForEvents(
            Access access, EventQuery query, int count, @Nullable String pageToken) {
        return api.scheduledEvents(
                bearer(access),
                query.organizationUri(),
                query.userUri(),
                query.from().toString(),
                query.to().toString(),
                count,
                pageToken);
    }

    /// Where it is only likely that a list ends, it does not end with a page that is full.
    private EventPage eventPage(JsonNode json, Access access, int count) {
        Sifted<ScheduledEvent> sifted =
                noted(
                        access,
                        LIST_EVENTS,
                        Sifted.of(
                                json.path(COLLECTION),
                                ScheduledEventWire.class,
                                ScheduledEventWire::toScheduledEvent));
        NextPage next = next(json, access, LIST_EVENTS);
        boolean mayGoOn =
                switch (next.end()) {
                    case TOLD -> false;
                    case LIKELY -> json.path(COLLECTION).size() >= count;
                    case UNCLEAR -> true;
                };
        return new EventPage(sifted.records(), next.token(), mayGoOn);
    }

    @Override
    public Uni<ScheduledEvent> scheduledEvent(Access access, String eventUri) {
        return calls.record(
                access,
                () -> api.scheduledEvent(bearer(access), CalendlyUri.id(eventUri)),
                json -> onlyRecord(json, access, GET_EVENT, one -> scheduledEvent(one, eventUri)));
    }

    private static Sifted<ScheduledEvent> scheduledEvent(List<JsonNode> one, String eventUri) {
        return Sifted.of(
                one, ScheduledEventWire.class, (event, odd) -> event.thatOf(eventUri, odd));
    }

    @Override
    public Uni<Page<Invitee>> inviteePage(
            Access access, String eventUri, ReadingOrder order, @Nullable String pageToken) {
        return calls.pageUpTo(
                access,
                count -> askForInvitees(access, eventUri, order, count, pageToken),
                (json, _) -> inviteesFrom(json, access, eventUri));
    }

    private Uni<RestResponse<byte[]>> askForInvitees(
            Access access,
            String eventUri,
            ReadingOrder order,
            int count,
            @Nullable String pageToken) {
        return api.invitees(
                bearer(access), CalendlyUri.id(eventUri), order.sort(), count, pageToken);
    }

    private Page<Invitee> inviteesFrom(JsonNode json, Access access, String eventUri) {
        Sifted<Invitee> sifted =
                noted(
                        access,
                        LIST_INVITEES,
                        Sifted.of(
                                json.path(COLLECTION),
                                InviteeWire.class,
                                (invitee, odd) -> invitee.toInvitee(eventUri, odd)));
        return new Page<>(sifted.records(), next(json, access, LIST_INVITEES).token());
    }

    /// Those that cannot be read are told too: whoever knows them leaves them alone. Of half a list
    /// nothing is to be concluded.
    private Page<ListedSubscription> subscriptions(
            Access access, JsonNode json, SubscriptionOwner owner) {
        Sifted<ListedSubscription> sifted =
                noted(
                        access,
                        LIST_SUBSCRIPTIONS,
                        Sifted.exactly(
                                json.path(COLLECTION),
                                SubscriptionWire.class,
                                (it, _) -> it.listed(owner)));
        NextPage next = next(json, access, LIST_SUBSCRIPTIONS);
        if (next.end() == NextPage.End.UNCLEAR) {
            throw TransportFailures.unavailable("unreadable answer: pagination", false);
        }
        Stream<ListedSubscription> unreadable =
                sifted.leftOut().stream()
                        .map(it -> new ListedSubscription.Unreadable(it.uri(), it.callbackUrl()));
        return new Page<>(
                Stream.concat(sifted.records().stream(), unreadable).toList(), next.token());
    }

    /// How a list goes on. Of one that does not say so nobody knows whether this is all.
    private NextPage next(JsonNode json, Access access, CalendlyOperation operation) {
        NextPage next = NextPage.of(json.path(PAGINATION));
        if (next.end() != NextPage.End.TOLD) {
            access.unread().addOpenList();
        }
        if (next.end() == NextPage.End.UNCLEAR) {
            leftOut(operation, PAGINATION, UnreadableException.odd(PAGINATION).getMessage());
        }
        return next;
    }

    /// What could be read; the rest is counted, with a line.
    private <T> Sifted<T> noted(Access access, CalendlyOperation operation, Sifted<T> sifted) {
        access.unread().add(operation, sifted.leftOut().size());
        sifted.leftOut().forEach(it -> leftOut(operation, it.field(), it.why()));
        sifted.oddFields()
                .forEach(it -> leftOut(operation, it, UnreadableException.odd(it).getMessage()));
        return sifted;
    }

    private void leftOut(CalendlyOperation operation, String field, @Nullable String why) {
        metrics.leftOut(operation, field);
        FailedCallLog.leftOut(operation, field, String.valueOf(why));
    }

    /// The one record that was asked for.
    private <T> Uni<T> resource(
            Access access,
            CalendlyOperation operation,
            Supplier<Uni<RestResponse<byte[]>>> call,
            Function<List<JsonNode>, Sifted<T>> mapping) {
        return calls.asked(
                access,
                Question.RESOURCE,
                call,
                json -> onlyRecord(json, access, operation, mapping));
    }

    private <T> T onlyRecord(
            JsonNode json,
            Access access,
            CalendlyOperation operation,
            Function<List<JsonNode>, Sifted<T>> mapping) {
        List<JsonNode> one = List.of(json.path("resource"));
        Sifted<T> sifted = noted(access, operation, mapping.apply(one));
        if (!sifted.leftOut().isEmpty()) {
            throw new CalendlyFailure.Unreadable(
                    CalendlyAnswer.none("unreadable record: " + sifted.leftOut().getFirst().why()));
        }
        return sifted.records().getFirst();
    }

    /// A token that no header can hold is as good as one that Calendly refuses.
    private static String bearer(Access access) {
        String token = access.token().reveal();
        if (!token.matches("[!-~]+")) {
            throw new CalendlyFailure.Unauthenticated(
                    CalendlyAnswer.none("the access token cannot be sent"));
        }
        return "Bearer " + token;
    }
}
