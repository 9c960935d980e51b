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
import io.advicly.calendly.calendly.http.answer.Answer;
import io.advicly.calendly.calendly.http.answer.Answers;
import io.advicly.calendly.calendly.http.answer.Question;
import io.advicly.calendly.calendly.http.answer.Reply;
import io.advicly.calendly.calendly.http.answer.ReplyException;
import io.advicly.calendly.calendly.http.answer.TransportFailures;
import io.advicly.calendly.calendly.http.metrics.CalendlyMetrics;
import io.advicly.calendly.calendly.http.metrics.FailedCallLog;
import io.advicly.calendly.calendly.http.page.Page;
import io.advicly.calendly.calendly.http.page.PagedCalendly;
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

    private final CalendlyApi api;
    private final TokenEndpoint tokens;
    private final CalendlySettings settings;
    private final Duration timeout;
    private final CalendlyMetrics metrics;

    public HttpCalendly(
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
        return asked(
                access,
                Question.PAGE,
                () -> askForSubscriptions(access, params, pageToken),
                json -> subscriptions(access, json, owner));
    }

    private Uni<RestResponse<byte[]>> askForSubscriptions(
            Access access, OwnerParams params, @Nullable String pageToken) {
        return api.subscriptions(
                bearer(access), params.organization(), params.scope(), params.user(), pageToken);
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
        return asked(
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
        return asked(
                        access,
                        Question.PAGE,
                        () -> askForEvents(access, query, pageToken),
                        json -> eventPage(json, access))
                .map(page -> new EventPage(page.items(), page.nextPageToken()));
    }

    private Uni<RestResponse<byte[]>> askForEvents(
            Access access, EventQuery query, @Nullable String pageToken) {
        return api.scheduledEvents(
                bearer(access),
                query.organizationUri(),
                query.userUri(),
                query.from().toString(),
                query.to().toString(),
                pageToken);
    }

    private Page<ScheduledEvent> eventPage(JsonNode json, Access access) {
        return page(
                json,
                noted(
                        access,
                        LIST_EVENTS,
                        Sifted.of(
                                json.path(COLLECTION),
                                ScheduledEventWire.class,
                                ScheduledEventWire::toScheduledEvent)));
    }

    @Override
    public Uni<ScheduledEvent> scheduledEvent(Access access, String eventUri) {
        return resource(
                access,
                GET_EVENT,
                () -> api.scheduledEvent(bearer(access), CalendlyUri.id(eventUri)),
                one -> scheduledEvent(one, eventUri));
    }

    private static Sifted<ScheduledEvent> scheduledEvent(List<JsonNode> one, String eventUri) {
        return Sifted.of(
                one, ScheduledEventWire.class, (event, odd) -> event.thatOf(eventUri, odd));
    }

    @Override
    public Uni<Page<Invitee>> inviteePage(
            Access access, String eventUri, @Nullable String pageToken) {
        return asked(
                access,
                Question.PAGE,
                () -> api.invitees(bearer(access), CalendlyUri.id(eventUri), pageToken),
                json -> inviteesFrom(json, access, eventUri));
    }

    private Page<Invitee> inviteesFrom(JsonNode json, Access access, String eventUri) {
        return page(
                json,
                noted(
                        access,
                        LIST_INVITEES,
                        Sifted.of(
                                json.path(COLLECTION),
                                InviteeWire.class,
                                (invitee, odd) -> invitee.toInvitee(eventUri, odd))));
    }

    /// Those that cannot be read are told too: whoever knows them leaves them alone.
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
        Page<ListedSubscription> readable = page(json, sifted);
        Stream<ListedSubscription> unreadable =
                sifted.leftOut().stream()
                        .map(it -> new ListedSubscription.Unreadable(it.uri(), it.callbackUrl()));
        return new Page<>(
                Stream.concat(readable.items().stream(), unreadable).toList(),
                readable.nextPageToken());
    }

    private static <T> Page<T> page(JsonNode json, Sifted<T> sifted) {
        return new Page<>(sifted.records(), NextPage.token(json.path("pagination")));
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
        return asked(
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

    /// One call, and what [Answers] makes of its answer.
    private <T> Uni<T> asked(
            Access access,
            Question question,
            Supplier<Uni<RestResponse<byte[]>>> call,
            Function<JsonNode, T> mapping) {
        return limited(call)
                .invoke(reply -> access.requestIds().add(reply.requestId()))
                .map(reply -> toldOrFail(reply, question, mapping))
                .onFailure()
                .transform(TransportFailures::of);
    }

    private static <T> T toldOrFail(Reply reply, Question question, Function<JsonNode, T> mapping) {
        return switch (Answers.of(question, reply)) {
            case Answer.Told(JsonNode json) -> mapping.apply(json);
            case Answer.Refused(CalendlyFailure failure) -> throw failure;
            case Answer.Later(CalendlyFailure failure) -> throw failure;
        };
    }

    private Uni<Reply> limited(Supplier<Uni<RestResponse<byte[]>>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .map(Reply::of)
                .onFailure(ReplyException.class)
                .recoverWithItem(failure -> ((ReplyException) failure).reply())
                .ifNoItem()
                .after(timeout)
                .fail();
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
