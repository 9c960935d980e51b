package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Documented;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Users and subscriptions of another backend come here as `docs/moving.md` says.
class MovingIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Documented DOCUMENT = Documented.in(Path.of("docs/moving.md"));
    private static final String ADOPT = "/api/admin/subscriptions/adopt";
    private static final String KEY = "the key of the old backend";
    private static final String APPLICATION_KEY = "the key of the application";

    private static Installation installation;
    private static ServiceProcess service;

    private final Person admin = Person.admin();
    private final Person olivia = Person.newcomer();

    @BeforeAll
    static void start() {
        installation = Installation.create();
        service =
                installation.start(
                        Map.of(
                                "calendly.webhook.tokenless",
                                "true",
                                "calendly.webhook.application-keys",
                                APPLICATION_KEY));
    }

    @AfterAll
    static void stop() {
        service.close();
        installation.close();
    }

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void meetingsArriveBeforeAndAfterTheUserConsents() {
        String old = oldSubscription(KEY);
        moved(olivia);
        adopted(old, Map.of("signing_key", KEY));

        Calendar.Booking before = Calendar.book("ada-intro", "Grace Hopper");
        await().atMost(SOON).untilAsserted(() -> Ours.meeting(olivia, before));
        assertThat(olivia.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(DOCUMENT.rows("WHERE adopted")).hasSize(1);
        assertThat(Dump.ofEverything()).doesNotContain(KEY);

        olivia.connect("ada");

        Acts.assertActive(olivia);
        await().atMost(SOON).untilAsserted(() -> assertThat(Calendar.subscriptions()).hasSize(1));
        assertThat(Calendar.subscriptions().getFirst().get("uri").asText()).isNotEqualTo(old);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(DOCUMENT.rows("WHERE adopted")).isEmpty());
        Calendar.Booking after = Calendar.book("ada-intro", "Alan Turing");
        await().atMost(SOON).untilAsserted(() -> Ours.meeting(olivia, after));
        Ours.meeting(olivia, before);
    }

    @Test
    void oneThatTheApplicationSignsIsKnownByItsCreator() {
        Calendar.control(
                "POST", "/_control/apps", Map.of("webhook_signing_key", APPLICATION_KEY), 200);
        String old = oldSubscription(null);
        moved(olivia);
        adopted(old, Map.of("creator_uri", account()));

        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Hopper");

        await().atMost(SOON).untilAsserted(() -> Ours.meeting(olivia, booking));
    }

    /// All that those have who stay: the controller looks, and keeps it.
    @Test
    void itServesHoweverOftenTheOrganizationIsLookedAt() {
        String old = oldSubscription(KEY);
        moved(olivia);
        adopted(old, Map.of("signing_key", KEY));
        for (int look = 0; look < 2; look++) {
            String before = lookedAt();
            Ours.makeDue();
            await().atMost(SOON).until(() -> !lookedAt().equals(before));
        }

        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Hopper");

        await().atMost(SOON).untilAsserted(() -> Ours.meeting(olivia, booking));
    }

    @Test
    void aWrongKeyIsMendedByTheRightOne() {
        String old = oldSubscription(KEY);
        moved(olivia);
        JsonNode first = adopted(old, Map.of("signing_key", "another"));
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Hopper");
        JsonNode again = adopted(old, Map.of("signing_key", KEY));

        assertThat(again.get("id")).isEqualTo(first.get("id"));
        // Calendly repeats what was refused.
        await().atMost(SOON).untilAsserted(() -> Ours.meeting(olivia, booking));
    }

    @Test
    void oneThatWasAdoptedByMistakeIsBelievedNoMore() {
        String old = oldSubscription(KEY);
        moved(olivia);
        adopted(old, Map.of("signing_key", KEY));
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Hopper");
        await().atMost(SOON).untilAsserted(() -> Ours.meeting(olivia, booking));

        DOCUMENT.run("SET adopted = false", Map.of("uri", old));

        assertThat(DOCUMENT.rows("WHERE adopted")).isEmpty();
    }

    @Test
    void nobodyWhomItWouldServeIsNobodyToAdoptItFor() {
        Http.Reply reply = adopt(oldSubscription(KEY), Map.of("signing_key", KEY));

        Refusals.assertRefused(reply, 400, "request-invalid");
    }

    @Test
    void whatThisServiceHasMadeIsNotAdopted() {
        olivia.connect("ada");
        String ours = Acts.only().get("uri").asText();

        Refusals.assertRefused(adopt(ours, Map.of("signing_key", KEY)), 400, "request-invalid");

        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Hopper");
        await().atMost(SOON).untilAsserted(() -> Ours.meeting(olivia, booking));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"uri\":\"https://api.calendly.com/webhook_subscriptions/A\"}",
                "{\"uri\":\"https://api.calendly.com/webhook_subscriptions/A\",\"organization_uri\":\"B\"}",
                "{\"uri\":\"https://api.calendly.com/users/A\",\"organization_uri\":\"https://api.calendly.com/organizations/B\"}",
                "{\"uri\":\"https://api.calendly.com/webhook_subscriptions/A\",\"organization_uri\":\"https://api.calendly.com/organizations/\"}",
                "{\"uri\":\"https://api.calendly.com/webhook_subscriptions/\\u0000\",\"organization_uri\":\"https://api.calendly.com/organizations/B\"}",
                "{\"uri\":\"https://api.calendly.com/webhook_subscriptions/A\",\"organization_uri\":\"https://api.calendly.com/organizations/B\",\"signing_key\":\" \"}",
                "[]",
                "{"
            })
    void whatDescribesNoSubscriptionIsRefused(String body) {
        Http.Reply reply =
                admin.post(ADOPT, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        Refusals.assertRefused(reply, 400, "request-invalid");
    }

    @Test
    void isForOperators() {
        Refusals.assertRefused(olivia.post(ADOPT, Map.of()), 403, "forbidden");
    }

    /// @param key null where Calendly shall sign with the application's
    /// @return its URI
    private static String oldSubscription(@Nullable String key) {
        Map<String, Object> order = new HashMap<>();
        order.put("callback_url", Surroundings.service("/api/calendly/webhooks").toString());
        order.put("creator", "ada");
        order.put("scope", "organization");
        if (key != null) {
            order.put("signing_key", key);
        }
        return Calendar.control("POST", "/_control/subscriptions", order, 201)
                .at("/subscriptions/0/uri")
                .asText();
    }

    private static void moved(Person person) {
        DOCUMENT.run(
                "INSERT INTO calendar_connections",
                Map.of(
                        "tenant", "default",
                        "user", person.user(),
                        "email", "ada@acme.test",
                        "account", account(),
                        "organization", organization()));
    }

    private JsonNode adopted(String uri, Map<String, String> more) {
        return adopt(uri, more).expect(200).body();
    }

    private Http.Reply adopt(String uri, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.put("uri", uri);
        body.put("organization_uri", organization());
        return admin.post(ADOPT, body);
    }

    private static String account() {
        return Surroundings.sandbox("/users/ada").toString();
    }

    private static String organization() {
        return Surroundings.sandbox("/organizations/acme").toString();
    }

    private static String lookedAt() {
        return Dump.column("SELECT last_outcome_at::text FROM calendly_organizations").stream()
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }
}
