package io.advicly.calendly.calendly.wire;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.OWNER;
import static io.advicly.calendly.calendly.Calls.SUBSCRIPTION;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.failure;
import static io.advicly.calendly.calendly.Calls.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Bodies;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.StubResource;
import io.advicly.calendly.calendly.event.EventPage;
import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.testing.ServiceResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class ApiCallsTest {

    private static final EventQuery YEAR =
            new EventQuery(
                    Bodies.ORGANIZATION,
                    Bodies.USER,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:00Z"));

    private static final String EVENT =
            """
            {"uri": "https://api.calendly.com/scheduled_events/E1", "name": "Intro",
             "status": "active", "start_time": "2026-02-04T13:00:00.000000Z",
             "end_time": "2026-02-04T13:30:00.000000Z", "location": null,
             "event_memberships": [{"user": "u", "user_email": "e", "user_name": "n"}],
             "updated_at": "2026-02-01T09:30:00.150000Z"}\
            """;

    private static final String INVITEE =
            """
            {"uri": "i1", "email": "guest@example.test", "status": "canceled",
             "rescheduled": true, "new_invitee": "i2", "no_show": {"uri": "n"},
             "created_at": "2026-02-01T09:30:00Z",
             "updated_at": "2026-02-01T09:30:01Z"}\
            """;

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject MeterRegistry registry;
    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    @Test
    void notesCalendlysIdsOfGoodAndFailedCallsAlike() {
        Access access = Access.with(ACCESS.token());
        stub.answer(200, Bodies.me(), Map.of("x-request-id", "good"));
        stub.answer(404, Bodies.error("Not Found", "gone"), Map.of("x-request-id", "failed"));
        stub.answer(204, "", Map.of("x-request-id", "deleted"));

        await(calendly.account(access));
        failure(
                CalendlyFailure.NotFound.class,
                calendly.subscription(access, Bodies.HOOK + "some-id"));
        await(calendly.deleteSubscription(access, Bodies.HOOK + "some-id"));

        assertThat(access.requestIds()).hasToString("good,failed,deleted");
    }

    private List<Invitee> invitees(String event) {
        return list(calendly.inviteePages(ACCESS, event)).stream().flatMap(List::stream).toList();
    }

    /// kestra 15647: a name with U+0000 once kept its user from connecting.
    @Test
    void theNameOfAnAccountMayHoldAnything() {
        stub.answer(200, Bodies.me().replace("Ada Host", "Ada\\u0000 \\ud83dHost"));

        assertThat(await(calendly.account(ACCESS)).name()).isEqualTo("Ada \ufffdHost");
    }

    @Test
    void readsTheAccountWithABearerToken() {
        // Given
        stub.answer(200, Bodies.me());

        // When
        Account account = await(calendly.account(ACCESS));

        // Then
        assertThat(account)
                .isEqualTo(
                        new Account(
                                Bodies.USER,
                                Bodies.ORGANIZATION,
                                "Ada Host",
                                "ada@example.test",
                                "Europe/Paris"));
        assertThat(stub.only().path()).isEqualTo("/users/me");
        assertThat(stub.only().headers().get("Authorization")).isEqualTo("Bearer sim_at_secret");
    }

    @Test
    void followsPagesPastAnEmptyOne() {
        // Given
        stub.answer(200, Bodies.page("a+b/=&c", Bodies.hook("1")));
        stub.answer(200, Bodies.page("third"));
        stub.answer(200, Bodies.page("", Bodies.hook("2")));

        // When
        List<ListedSubscription> all = list(calendly.subscriptions(ACCESS, OWNER));

        // Then
        assertThat(all)
                .extracting(it -> ((ListedSubscription.Read) it).subscription().uri())
                .containsExactly(Bodies.HOOK + "1", Bodies.HOOK + "2");
        assertThat(stub.seen())
                .extracting(seen -> seen.query().get("page_token"))
                .containsExactly(null, "a+b/=&c", "third");
        assertThat(stub.seen())
                .allSatisfy(seen -> {
                    assertThat(seen.query().get("count")).isEqualTo("100");
                    assertThat(seen.query().get("scope")).isEqualTo("organization");
                    assertThat(seen.query().get("organization")).isEqualTo(Bodies.ORGANIZATION);
                    assertThat(seen.query().contains("user")).isFalse();
                });
    }

    /// Asked for, it would be refused.
    @Test
    void aPageTokenThatIsBlankIsTheEnd() {
        stub.answer(200, Bodies.page(" ", Bodies.hook("1")));

        assertThat(list(calendly.subscriptions(ACCESS, OWNER))).hasSize(1);
        assertThat(stub.seen()).hasSize(1);
    }

    /// It is renewed like one that Calendly refuses, instead of failing for ever.
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a b", "\u00e9", ""})
    void anAccessTokenThatNoHeaderCanHoldIsOneThatIsRefused(String token) {
        Access access = Access.with(SecretString.of(token));

        var _ = failure(CalendlyFailure.Unauthenticated.class, calendly.account(access));

        assertThat(stub.seen()).isEmpty();
    }

    /// What is not known of a record takes the others of its list with it no more.
    @ParameterizedTest
    @CsvSource({
        "scope, \"team\"",
        "state, \"paused\"",
        "state, null",
        "created_at, \"lately\"",
        "callback_url, null",
        "events, \"all\""
    })
    void leavesOutTheSubscriptionThatCannotBeReadAndTellsOfWhichItIs(String field, String value)
            throws IOException {
        stub.answer(
                200, Bodies.page("", Bodies.hook("1"), odd(Bodies.hook("2"), field, value), "7"));
        double before = leftOut("list_subscriptions");

        List<ListedSubscription> all = list(calendly.subscriptions(ACCESS, OWNER));

        assertThat(all).hasSize(3);
        assertThat(all.getFirst())
                .isInstanceOfSatisfying(
                        ListedSubscription.Read.class,
                        it -> assertThat(it.subscription().uri()).isEqualTo(Bodies.HOOK + "1"));
        assertThat(all.get(1))
                .isInstanceOfSatisfying(
                        ListedSubscription.Unreadable.class,
                        it -> assertThat(it.uri()).isEqualTo(Bodies.HOOK + "2"));
        assertThat(all.get(2)).isEqualTo(new ListedSubscription.Unreadable(null, null));
        assertThat(leftOut("list_subscriptions") - before).isEqualTo(2);
    }

    @Test
    void namesAnOwnerAsItWasAskedFor() throws IOException {
        stub.answer(
                200,
                Bodies.page(
                        "",
                        odd(
                                Bodies.hook("1"),
                                "organization",
                                "\"https://API.calendly.com/organizations/SIMORG0000000001\"")));

        assertThat(list(calendly.subscriptions(ACCESS, OWNER)))
                .singleElement()
                .isInstanceOfSatisfying(
                        ListedSubscription.Read.class,
                        it -> assertThat(it.subscription().owner()).isEqualTo(OWNER));
    }

    @Test
    void leavesOutEventsAndInviteesThatCannotBeRead() throws IOException {
        stub.answer(200, Bodies.page("more", EVENT, odd(EVENT, "start_time", "\"noon\""), "null"));
        stub.answer(200, Bodies.page("", odd(INVITEE, "updated_at", "null"), INVITEE));
        double before = leftOut("list_events");

        EventPage page = await(calendly.scheduledEvents(ACCESS, YEAR, null));
        List<Invitee> invitees = invitees("https://api.calendly.com/scheduled_events/E1");

        assertThat(page.events()).hasSize(1);
        assertThat(page.nextPageToken()).isEqualTo("more");
        assertThat(invitees).hasSize(1);
        assertThat(leftOut("list_events") - before).isEqualTo(2);
    }

    @Test
    void takesNoStatusThatIsNotKnownForACancellation() throws IOException {
        stub.answer(200, Bodies.page("", odd(EVENT, "status", "\"tentative\"")));
        stub.answer(200, Bodies.page("", odd(INVITEE, "status", "\"waiting\"")));

        assertThat(await(calendly.scheduledEvents(ACCESS, YEAR, null)).events())
                .singleElement()
                .matches(ScheduledEvent::active);
        assertThat(invitees("https://api.calendly.com/scheduled_events/E1"))
                .singleElement()
                .matches(Invitee::active);
    }

    private double leftOut(String operation) {
        return registry
                .find("calendly.client.left.out")
                .tag("operation", operation)
                .counters()
                .stream()
                .mapToDouble(it -> it.count())
                .sum();
    }

    private static String odd(String record, String field, String value) throws IOException {
        ObjectNode changed = (ObjectNode) WireJson.MAPPER.readTree(record);
        return changed.set(field, WireJson.MAPPER.readTree(value)).toString();
    }

    @Test
    void listsAtUserScopeWithTheUser() {
        // Given
        stub.answer(200, Bodies.page(""));

        // When
        list(
                calendly.subscriptions(
                        ACCESS, new SubscriptionOwner.Member(Bodies.ORGANIZATION, Bodies.USER)));

        // Then
        assertThat(stub.only().query().get("scope")).isEqualTo("user");
        assertThat(stub.only().query().get("user")).isEqualTo(Bodies.USER);
    }

    @Test
    void createsASubscription() {
        // Given
        stub.answer(201, Bodies.resource(Bodies.hook("1")));

        // When
        WebhookSubscription created = await(calendly.createSubscription(ACCESS, SUBSCRIPTION));

        // Then
        assertThat(created.uri()).isEqualTo(Bodies.HOOK + "1");
        assertThat(created.owner()).isEqualTo(OWNER);
        assertThat(created.active()).isTrue();
        assertThat(stub.only().method()).isEqualTo("POST");
        assertThat(stub.only().body())
                .isEqualTo(
                        """
                        {"url":"https://hooks.example.test/1","events":["invitee.created"],"organization":"%s","scope":"organization","signing_key":"key"}\
                        """
                                .formatted(Bodies.ORGANIZATION));
    }

    @Test
    void deletesAndTakesAMissingSubscriptionForDeleted() {
        // Given
        stub.answer(204, "");
        stub.answer(404, Bodies.error("Resource Not Found", "gone"));

        // When
        await(calendly.deleteSubscription(ACCESS, Bodies.HOOK + "some-id"));
        await(calendly.deleteSubscription(ACCESS, Bodies.HOOK + "some-id"));

        // Then
        assertThat(stub.seen())
                .extracting(seen -> seen.method() + " " + seen.path())
                .containsExactly(
                        "DELETE /webhook_subscriptions/some-id",
                        "DELETE /webhook_subscriptions/some-id");
    }

    @Test
    void tellsAMissingSubscription() {
        // Given
        stub.answer(404, Bodies.error("Resource Not Found", "gone"));

        // When
        failure(
                CalendlyFailure.NotFound.class,
                calendly.subscription(ACCESS, Bodies.HOOK + "some-id"));

        // Then
        assertThat(stub.only().path()).isEqualTo("/webhook_subscriptions/some-id");
    }

    @Test
    void readsEventsOfTheAccountInItsOrganization() {
        // Given
        stub.answer(200, Bodies.page("more", EVENT));
        // When
        EventPage page = await(calendly.scheduledEvents(ACCESS, YEAR, null));

        // Then
        assertThat(page.nextPageToken()).isEqualTo("more");
        assertThat(page.events())
                .containsExactly(
                        new ScheduledEvent(
                                "https://api.calendly.com/scheduled_events/E1",
                                "Intro",
                                true,
                                Instant.parse("2026-02-04T13:00:00Z"),
                                Instant.parse("2026-02-04T13:30:00Z"),
                                null,
                                List.of(new ScheduledEvent.Host("u", "n", "e")),
                                Instant.parse("2026-02-01T09:30:00.150Z")));
        assertThat(stub.only().query().entries())
                .extracting(param -> param.getKey() + "=" + param.getValue())
                .containsExactlyInAnyOrder(
                        "organization=" + Bodies.ORGANIZATION,
                        "user=" + Bodies.USER,
                        "min_start_time=2026-01-01T00:00:00Z",
                        "max_start_time=2027-01-01T00:00:00Z",
                        "count=100",
                        "sort=start_time:asc");
    }

    @Test
    void readsInviteesOfAnEvent() {
        // Given
        String event = "https://api.calendly.com/scheduled_events/E1";
        stub.answer(200, Bodies.page("", INVITEE));

        // When
        List<Invitee> invitees = invitees(event);

        // Then
        assertThat(invitees)
                .singleElement()
                .satisfies(invitee -> {
                    assertThat(invitee.eventUri()).isEqualTo(event);
                    assertThat(invitee.active()).isFalse();
                    assertThat(invitee.noShow()).isTrue();
                    assertThat(invitee.newInviteeUri()).isEqualTo("i2");
                });
        assertThat(stub.only().path()).isEqualTo("/scheduled_events/E1/invitees");
    }
}
