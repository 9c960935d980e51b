package io.advicly.calendly.sync;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyAnswer;
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
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A calendar that a sync reads, page by page, on a clock of its own: page tokens run out, and
/// every call for invitees takes a while.
public final class StubCalendly implements Calendly {

    private static final int PAGE = 100;

    /// What is there, by URI.
    public final Map<String, ScheduledEvent> events = new TreeMap<>();

    /// What is there and not listed.
    public final Set<String> unlisted = new HashSet<>();

    /// What is there and listed by user alone: of an organization that the account has left.
    public final Set<String> listedByUser = new HashSet<>();

    /// What is listed in the place of one that is there, by its URI: one record, or more.
    final Map<String, List<ScheduledEvent>> listedAs = new HashMap<>();

    /// Of which one is more than is read of an answer.
    final Set<String> tooLarge = new HashSet<>();

    /// Who is invited to each of them.
    final List<Invitee> guests = new ArrayList<>();

    /// How many more of each event's there are who cannot be read.
    int unreadableGuests;

    /// How asking for the page after the first one fails.
    @Nullable CalendlyFailure secondPageFailure;

    /// How asking for one event fails.
    public final Map<String, CalendlyFailure> failures = new HashMap<>();

    /// How asking for the invitees of one event fails.
    final Map<String, CalendlyFailure> inviteeFailures = new HashMap<>();

    /// How asking for any one event fails with a token.
    public final Map<SecretString, CalendlyFailure> refusals = new HashMap<>();

    final List<EventQuery> lists = new ArrayList<>();
    public final List<String> lookUps = new ArrayList<>();
    public final Time time = new Time();

    Duration tokenLife = Duration.ofDays(1);
    Duration inviteesTake = Duration.ZERO;
    boolean refusesOrganization;

    /// Whether pages say in no way that can be read how they go on.
    boolean unclearPages;

    /// Whether the page after the first one names its own token as that of the next.
    boolean repeatsToken;

    /// Whether the last one does so as well.
    boolean unclearEnd;

    /// Whether lists of invitees do not say that they end.
    boolean openLists;

    /// How many more times nobody answers who is asked for a page.
    int awayFor;

    /// Whether the access token has ended early.
    boolean ended;

    /// How asking whose the token is fails.
    @Nullable CalendlyFailure accountFailure;

    int accountsAsked;

    private final Map<String, Issued> tokens = new HashMap<>();

    private record Issued(Instant at, int offset) {}

    /// Goes on only when told to.
    public static final class Time extends Clock {
        private Instant now = Instant.now();

        public void passes(Duration while_) {
            now = now.plus(while_);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    public static CalendlyFailure refused() {
        return new CalendlyFailure.Forbidden(
                answer(403, "Permission Denied"), CalendlyFailure.Forbidden.Reason.PERMISSION);
    }

    public static CalendlyFailure unauthenticated() {
        return new CalendlyFailure.Unauthenticated(answer(401, "Unauthenticated"));
    }

    public static CalendlyFailure notFound() {
        return new CalendlyFailure.NotFound(answer(404, "Resource Not Found"));
    }

    /// Nothing that Calendly itself has said.
    public static CalendlyFailure foreign(int status) {
        return new CalendlyFailure.Unavailable(answer(status, null), false, null);
    }

    public static CalendlyFailure unreadable() {
        return new CalendlyFailure.Unreadable(answer(200, null));
    }

    private static CalendlyAnswer answer(int status, @Nullable String title) {
        return new CalendlyAnswer(status, title, null, List.of(), null);
    }

    @Override
    public Uni<EventPage> scheduledEvents(
            Access access, EventQuery query, @Nullable String pageToken) {
        lists.add(query);
        if (awayFor > 0) {
            awayFor--;
            return Uni.createFrom().failure(foreign(503));
        }
        if (refusesOrganization && query.organizationUri() != null) {
            return Uni.createFrom().failure(refused());
        }
        Issued issued = pageToken == null ? new Issued(time.now, 0) : tokens.get(pageToken);
        boolean old = issued != null && issued.at.plus(tokenLife).isBefore(time.now);
        if (issued == null || (pageToken != null && old)) {
            return Uni.createFrom()
                    .failure(new CalendlyFailure.Rejected(answer(400, "Invalid Argument")));
        }
        List<ScheduledEvent> all = listed(query);
        int end = issued.offset;
        while (end < Math.min(issued.offset + PAGE, all.size())
                && !tooLarge.contains(all.get(end).uri())) {
            end++;
        }
        if (end == issued.offset && end < all.size()) {
            return Uni.createFrom().failure(unreadable());
        }
        String next = next(pageToken, end, all.size());
        List<ScheduledEvent> page = all.subList(issued.offset, end);
        return Uni.createFrom()
                .item(
                        (next != null && unclearPages) || unclearEnd
                                ? new EventPage(page, null, true)
                                : new EventPage(page, next));
    }

    private List<ScheduledEvent> listed(EventQuery query) {
        return events.values().stream()
                .filter(event -> isListed(event.uri(), query))
                .filter(event -> !event.startTime().isBefore(query.from()))
                .filter(event -> !event.startTime().isAfter(query.to()))
                .sorted(
                        Comparator.comparing(ScheduledEvent::startTime)
                                .thenComparing(ScheduledEvent::uri))
                .flatMap(event -> listedAs.getOrDefault(event.uri(), List.of(event)).stream())
                .toList();
    }

    private @Nullable String next(@Nullable String pageToken, int end, int size) {
        if (end == size) {
            return null;
        }
        if (repeatsToken && pageToken != null) {
            return pageToken;
        }
        String next = "token-" + tokens.size();
        tokens.put(next, new Issued(time.now, end));
        return next;
    }

    private boolean isListed(String uri, EventQuery query) {
        return !unlisted.contains(uri)
                || (query.organizationUri() == null && listedByUser.contains(uri));
    }

    @Override
    public Uni<ScheduledEvent> scheduledEvent(Access access, String eventUri) {
        lookUps.add(eventUri);
        CalendlyFailure failure = refusals.getOrDefault(access.token(), failures.get(eventUri));
        if (failure != null) {
            return Uni.createFrom().failure(failure);
        }
        ScheduledEvent event = events.get(eventUri);
        return event == null ? Uni.createFrom().failure(notFound()) : Uni.createFrom().item(event);
    }

    @Override
    public Multi<List<Invitee>> inviteePages(Access access, String eventUri) {
        time.passes(inviteesTake);
        CalendlyFailure failure = ended ? unauthenticated() : inviteeFailures.get(eventUri);
        if (failure != null) {
            return Multi.createFrom().failure(failure);
        }
        access.unread().add(CalendlyOperation.LIST_INVITEES, unreadableGuests);
        if (openLists) {
            access.unread().addOpenList();
        }
        Multi<List<Invitee>> first = Multi.createFrom().item(List.copyOf(guests));
        return secondPageFailure == null
                ? first
                : Multi.createBy()
                        .concatenating()
                        .streams(first, Multi.createFrom().failure(secondPageFailure));
    }

    @Override
    public URI authorizeUrl(AuthorizationRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Grant> exchangeCode(CodeExchange exchange, LateAnswer late) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Grant> refresh(SecretString refreshToken, LateAnswer late) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> revoke(SecretString token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Account> account(Access access) {
        accountsAsked++;
        CalendlyFailure failure = ended ? unauthenticated() : accountFailure;
        return failure != null
                ? Uni.createFrom().failure(failure)
                : Uni.createFrom().item(new Account("me", "organization", null, null, null));
    }

    @Override
    public Multi<ListedSubscription> subscriptions(Access access, SubscriptionOwner owner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<WebhookSubscription> createSubscription(
            Access access, NewSubscription subscription) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<WebhookSubscription> subscription(Access access, String subscriptionUri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> deleteSubscription(Access access, String subscriptionUri) {
        throw new UnsupportedOperationException();
    }
}
