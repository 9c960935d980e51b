package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody connects again: the same account, another one, many times at once.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ReconnectTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void refreshesInsteadOfAskingForConsent() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        String before = refreshToken(olivia);

        JsonNode reply = olivia.post("/api/calendly/connection", Map.of()).expect(200).body();

        assertThat(reply.get("status").asText()).isEqualTo("connected");
        assertThat(reply.at("/connection/status").asText()).isEqualTo("active");
        assertThat(refreshToken(olivia)).isNotEqualTo(before);
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
    }

    @Test
    void asksForTheAccountAndItsSubscriptionsAtTheSameTime() throws Exception {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        TokenCalls.forget();
        Calendar.fault(Map.of("endpoint", "users_me", "delay_ms", 8000, "times", 1));

        JsonNode reply = olivia.post("/api/calendly/connection", Map.of()).expect(200).body();

        assertThat(reply.get("status").asText()).isEqualTo("connected");
        Instant refreshed = Calendar.ended(Calendar.requests("token").getFirst());
        Instant told = Calendar.ended(Calendar.requests("users_me").getFirst());
        assertThat(Calendar.requests("webhook_list"))
                .anySatisfy(it -> assertThat(Calendar.began(it)).isBetween(refreshed, told));
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }

    @Test
    void asksForConsentWhenCalendlyRefusesTheGrant() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);

        URI authorize = olivia.askToConnect();

        assertThat(olivia.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(olivia.consent(authorize, "ada", "approve").getQuery())
                .isEqualTo("calendly=connected");
        Acts.assertActive(olivia);
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }

    /// Nobody would ever consent to it again: the user is connected with another one.
    @Test
    void anAccountThatIsRefusedBeforeItIsActiveLeavesNoGrantBehind() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        URI consent = olivia.askToConnect(Map.of("switch_account", true));
        Calendar.fault(Map.of("endpoint", "users_me", "status", 503, "times", -1));
        assertThat(olivia.consent(consent, "gina", "approve").getQuery())
                .contains("calendly_unavailable");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "gina"), 200);
        Calendar.clearFaults();

        Dump.execute(
                "UPDATE calendar_connections SET next_attempt_at = now() WHERE calendly_user_uri IS NULL");

        await().untilAsserted(() ->
                assertThat(
                                Dump.column(
                                        "SELECT status FROM calendar_connections WHERE refresh_token IS NOT NULL"))
                        .containsExactly("ACTIVE"));
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
        assertThat(olivia.connection().at("/account/email").asText()).startsWith("ada");
    }

    @Test
    void changesNothingWhileCalendlyIsAway() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        String before = refreshToken(olivia);
        Calendar.fault(Map.of("endpoint", "refresh", "status", 503, "times", 1));

        var reply = olivia.post("/api/calendly/connection", Map.of()).expect(503);

        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.body().at("/calendly/status").asInt()).isEqualTo(503);
        assertThat(refreshToken(olivia)).isEqualTo(before);
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    @Test
    void saysPlainlyThatALostReplyNeedsANewConsent() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Calendar.fault(Map.of("lose_refresh_reply", 1));

        olivia.post("/api/calendly/connection", Map.of()).expect(503);
        URI authorize = olivia.askToConnect();

        assertThat(olivia.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(olivia.connection().get("reason").asText()).contains("consent");
        assertThat(olivia.consent(authorize, "ada", "approve").getQuery())
                .isEqualTo("calendly=connected");
    }

    @Test
    void spendsOneTokenCallOnManyConnectsAtOnce() throws Exception {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        TokenCalls.forget();
        // Longer than it takes all of them to come.
        Calendar.fault(Map.of("endpoint", "refresh", "delay_ms", 3000, "times", -1));

        Callable<String> connect =
                () ->
                        olivia.post("/api/calendly/connection", Map.of())
                                .expect(200)
                                .body()
                                .get("status")
                                .asText();
        try (ExecutorService callers = Executors.newFixedThreadPool(30)) {
            for (Future<String> answer :
                    callers.invokeAll(Stream.generate(() -> connect).limit(30).toList())) {
                assertThat(answer.get()).isEqualTo("connected");
            }
        }

        List<JsonNode> tokenCalls = Calendar.requests("token");
        assertThat(tokenCalls).isNotEmpty().allMatch(it -> it.get("status").asInt() == 200);
        assertThat(tokenCalls.size()).isEqualTo(rotations(olivia) - 1);
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }

    @Test
    void leavesTheOldAccountForTheNewOne() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));

        URI landed =
                olivia.consent(
                        olivia.askToConnect(Map.of("switch_account", true)), "gina", "approve");

        assertThat(landed.getQuery()).isEqualTo("calendly=connected");
        assertThat(olivia.connection().at("/account/email").asText()).isEqualTo("gina@globex.test");
        await().untilAsserted(() ->
                assertThat(Ours.subscriptions())
                        .singleElement()
                        .satisfies(it ->
                                assertThat(it.get("organization").asText()).endsWith("/globex")));
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        Calendar.Booking old = Calendar.book("ada-intro", "Old Guest");
        Calendar.Booking fresh = Calendar.book("gina-intro", "New Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, fresh)).isNotNull());
        assertThat(olivia.meetings())
                .noneMatch(it -> it.get("calendly_event_uri").asText().equals(old.event()));
    }

    @Test
    void recordsAnOrphanWhenTheOldGrantIsDead() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);
        URI authorize = olivia.askToConnect();

        assertThat(olivia.consent(authorize, "gina", "approve").getQuery())
                .isEqualTo("calendly=connected");

        assertThat(olivia.connection().at("/account/email").asText()).isEqualTo("gina@globex.test");
        await().untilAsserted(() -> assertThat(Acts.rows("state = 'ORPHANED'")).isPositive());
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(2));
        URI orphan =
                Ours.subscriptions().stream()
                        .filter(it -> it.get("organization").asText().endsWith("/acme"))
                        .map(it -> URI.create(it.get("callback_url").asText()))
                        .findFirst()
                        .orElseThrow();
        await().untilAsserted(() ->
                assertThat(Http.post(orphan, Map.of(), Map.of()).status()).isEqualTo(404));
    }

    @Test
    void clearsOurStaleSubscriptionsAndLeavesForeignOnesAlone() {
        Calendar.leave(45, Surroundings.service("/api/calendly/webhooks/stale-") + "{n}", "ada");
        Calendar.leave(10, "https://foreign.example.test/hook-{n}", "ada");

        Person.newcomer().connect("ada");

        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
        await().untilAsserted(() -> assertThat(Calendar.subscriptions()).hasSize(11));
    }

    @Test
    void movesMembersToTheOrganizationsSubscriptionWhenAnAdminJoins() {
        Person mia = Person.newcomer();
        Person max = Person.newcomer();
        mia.connect("mia");
        max.connect("max");
        await().untilAsserted(() ->
                assertThat(Ours.subscriptions())
                        .hasSize(2)
                        .allMatch(it -> it.get("scope").asText().equals("user")));

        Person.newcomer().connect("alan");

        Acts.assertOnlyTheOrganizations(mia);
        Calendar.Booking booking = Calendar.book("mia-chat", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(mia, booking)).isNotNull());
    }

    @Test
    void followsAnAccountToItsNewOrganization() {
        Person greg = Person.newcomer();
        greg.connect("gina");
        Calendar.control(
                "PATCH",
                "/_control/accounts/gina",
                Map.of("organization", "acme", "role", "admin"),
                200);

        greg.post("/api/calendly/connection", Map.of()).expect(200);

        assertThat(greg.connection().at("/account/organization_uri").asText()).endsWith("/acme");
        Acts.assertActive(greg);
        await().untilAsserted(() ->
                assertThat(Ours.subscriptions())
                        .anySatisfy(it ->
                                assertThat(it.get("organization").asText()).endsWith("/acme")));
    }

    @Test
    void noticesAMoveWithoutTheUser() {
        Person gina = Person.newcomer();
        Person greg = Person.newcomer();
        gina.connect("gina");
        greg.connect("greg");
        await().untilAsserted(() ->
                assertThat(greg.connection().at("/webhook/scope").asText())
                        .isEqualTo("organization"));
        Calendar.control(
                "PATCH",
                "/_control/accounts/gina",
                Map.of("organization", "acme", "role", "admin"),
                200);

        Dump.execute(
                "UPDATE calendar_connections SET next_refresh_at = now() WHERE user_id = '%s'"
                        .formatted(gina.user()));

        await().untilAsserted(() ->
                assertThat(gina.connection().at("/account/organization_uri").asText())
                        .endsWith("/acme"));
        await().untilAsserted(() ->
                assertThat(greg.connection().at("/webhook/scope").asText()).isEqualTo("user"));
        await().untilAsserted(() ->
                assertThat(gina.connection().get("status").asText()).isEqualTo("active"));
        Calendar.Booking hers = Calendar.bookWith("gina", "Grace Guest");
        Calendar.Booking his = Calendar.bookWith("greg", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(gina, hers)).isNotNull());
        await().untilAsserted(() -> assertThat(Ours.meeting(greg, his)).isNotNull());
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT action FROM audit_events"))
                        .contains("subscription.released", "subscription.reconciled"));
    }

    private static String refreshToken(Person person) {
        return Dump.column(row(person, "refresh_token")).getFirst();
    }

    private static int rotations(Person person) {
        return Integer.parseInt(Dump.column(row(person, "token_version")).getFirst());
    }

    private static String row(Person person, String column) {
        return "SELECT %s FROM calendar_connections WHERE user_id = '%s' AND is_active"
                .formatted(column, person.user());
    }
}
