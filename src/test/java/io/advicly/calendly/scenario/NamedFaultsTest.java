package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Histories that once led into a state which nothing repaired, each with its right outcome.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class NamedFaultsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @Test
    void twoWhoNeedANewConsentKeepWhatServesThem() {
        Person ada = connected("ada");
        Person alan = connected("alan");
        String serving = Acts.only().get("id").asText();
        revoked("ada");
        revoked("alan");

        settled();

        assertThat(ada.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(alan.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(Acts.only().get("id").asText()).isEqualTo(serving);
        assertDelivered(ada, "ada");
        assertDelivered(alan, "alan");
        assertThat(alan.connect("alan").getQuery()).isEqualTo("calendly=connected");
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(Acts.only().get("creator_id").asText()).isEqualTo("alan"));
        assertDelivered(ada, "ada");
    }

    @Test
    void aDeadCarrierKeepsItsSubscriptionBesideAMembersOwn() {
        Person ada = connected("ada");
        Person mia = connected("mia");
        revoked("ada");

        settled();

        await().atMost(LONG).untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(2));
        assertDelivered(ada, "ada");
        assertDelivered(mia, "mia");
        assertThat(ada.connect("ada").getQuery()).isEqualTo("calendly=connected");
        await().atMost(LONG).untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
        assertDelivered(mia, "mia");
    }

    @Test
    void whatWasBookedBeforeTheSecondAttemptIsRead() {
        Person olivia = connected("ada");
        deleteBehindOurBack(Acts.only());
        Calendar.fault(Map.of("endpoint", "webhook_create", "status", 500, "times", -1));
        settled();
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");
        assertThat(olivia.connection().get("status").asText()).isEqualTo("degraded");
        Calendar.clearFaults();

        Ours.makeDue();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Ours.meeting(olivia, missed)).isNotNull());
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(Dump.column("SELECT gap_since FROM delivery_gaps")).isEmpty());
    }

    @Test
    void whatIsMissedByOthersIsReadWhenSomebodyReconnects() {
        Person ada = connected("ada");
        Person mia = connected("mia");
        deleteBehindOurBack(Acts.only());
        Calendar.Booking missed = Calendar.bookWith("mia", "Missed Guest");

        ada.post("/api/calendly/connection", Map.of()).expect(200);

        await().atMost(LONG).untilAsserted(() -> assertThat(Ours.meeting(mia, missed)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 409, 400})
    void rowsDoNotGrowWhileCreatesFail(int status) {
        Person olivia = connected("ada");
        deleteBehindOurBack(Acts.only());
        Calendar.fault(Map.of("endpoint", "webhook_create", "status", status, "times", -1));

        for (int round = 0; round < 5; round++) {
            settled();
        }

        assertThat(rows("state <> 'DELETED'")).isEqualTo(1);
        assertThat(rows("true")).isLessThanOrEqualTo(3);
        assertThat(olivia.connection().get("status").asText()).isEqualTo("degraded");
        assertThat(olivia.connection().at("/webhook/next_try_at").asText()).isNotEmpty();
        Calendar.clearFaults();
        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        Acts.assertActive(olivia);
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }

    @Test
    void anOrganizationWhosePlanRefusesStaysAtOneRow() {
        Calendar.control(
                "PATCH", "/_control/organizations/freebie", Map.of("webhooks_allowed", false), 200);
        Person fred = connected("fred");

        for (int round = 0; round < 5; round++) {
            Dump.execute(
                    "UPDATE calendly_webhook_subscriptions SET next_check_at = now() WHERE state = 'PLAN_NOT_ALLOWED'");
            settled();
        }

        assertThat(rows("true")).isEqualTo(1);
        assertThat(fred.connection().at("/webhook/state").asText()).isEqualTo("plan_not_allowed");
    }

    @Test
    void whoLeavesTakesNothingFromAnAdminWhoIsJustConnecting() throws Exception {
        Person mia = connected("mia");
        Person ada = Person.newcomer();
        var authorize = ada.askToConnect();
        Calendar.fault(Map.of("endpoint", "webhook_list", "delay_ms", 800, "times", 2));

        Crowd.all(
                2,
                List.of(
                        () -> ada.consent(authorize, "ada", "approve").getQuery(),
                        () -> {
                            mia.delete("/api/calendly/connection").expect(204);
                            return "";
                        }));
        settled();

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(ada.connection().get("status").asText()).isEqualTo("active"));
        assertThat(Acts.only().get("scope").asText()).isEqualTo("organization");
        assertDelivered(ada, "ada");
    }

    @Test
    void anActiveConnectionThatNoRowServesIsLookedAfter() {
        Person olivia = connected("ada");
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET state = 'ORPHANED', is_active = false");
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");

        Ours.makeDue();

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(olivia.connection().get("status").asText()).isEqualTo("active"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Ours.meeting(olivia, missed)).isNotNull());
        await().atMost(LONG).untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }

    @Test
    void aDeletionThatFailsIsMadeUpForByTheNextCheck() {
        Person olivia = connected("ada");
        Calendar.leave(1, Surroundings.service("") + "/api/calendly/webhooks/old-{n}", "ada");
        Calendar.fault(Map.of("endpoint", "webhook_delete", "status", 500, "times", -1));

        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        assertThat(Ours.subscriptions()).hasSize(2);
        Calendar.clearFaults();
        Ours.makeDue();

        await().atMost(LONG).untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }

    @Test
    void whatIsNotOursUnderTheSameHostIsLeftAlone() {
        Calendar.leave(1, Surroundings.service("") + "/staging/api/calendly/webhooks/x{n}", "ada");
        Calendar.leave(1, Surroundings.service("") + "/crm/other-product/hook{n}", "ada");

        Person olivia = connected("ada");
        settled();
        olivia.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() ->
                assertThat(Ours.subscriptions())
                        .extracting(it -> it.get("callback_url").asText())
                        .hasSize(2)
                        .allMatch(it -> it.contains("/staging/") || it.contains("/crm/")));
    }

    @Test
    void aMemberWhoWasMovedReconnects() {
        Person max = connected("max");
        Person gina = connected("gina");
        Calendar.control("PATCH", "/_control/accounts/max", Map.of("organization", "globex"), 200);

        max.post("/api/calendly/connection", Map.of()).expect(200);

        Acts.assertActive(max);
        assertDelivered(max, "max");
        assertDelivered(gina, "gina");
    }

    @Test
    void oneMemberWhoIsRefusedHoldsUpNobody() {
        Person ada = connected("ada");
        Person mia = connected("mia");
        Person max = connected("max");
        Calendar.fault(Map.of("endpoint", "webhook_create", "status", 400, "times", 1));

        ada.delete("/api/calendly/connection").expect(204);
        settled();

        await().atMost(LONG).untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        assertThat(List.of(mia, max))
                .allSatisfy(it ->
                        assertThat(it.connection().get("status").asText())
                                .isIn("active", "degraded"));
        assertDelivered(mia, "mia");
        assertDelivered(max, "max");
    }

    @Test
    void anotherAdminCreatesWhatTheFirstMayNot() {
        Person ada = connected("ada");
        Person alan = connected("alan");
        deleteBehindOurBack(Acts.only());
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "webhook_create",
                        "status",
                        403,
                        "body",
                        "{\"title\":\"Insufficient scope\",\"message\":\"This operation requires the"
                                + " scopes listed in the 'required_scopes' array.\"}",
                        "times",
                        1));

        settled();

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(Acts.only().get("state").asText()).isEqualTo("active"));
        assertDelivered(ada, "ada");
        assertDelivered(alan, "alan");
    }

    @Test
    void aRoleIsForgottenAfterADay() {
        Person mia = connected("mia");
        assertThat(Acts.only().get("scope").asText()).isEqualTo("user");
        Calendar.control("PATCH", "/_control/accounts/mia", Map.of("role", "admin"), 200);
        settled();
        assertThat(Acts.only().get("scope").asText()).isEqualTo("user");

        Dump.execute(
                "UPDATE calendly_organizations SET accounts = replace(accounts::text, '\"role_at\": \"2', '\"role_at\": \"1')::jsonb");
        Ours.makeDue();

        await().atMost(LONG)
                .untilAsserted(() -> {
                    assertThat(Acts.only().get("scope").asText()).isEqualTo("organization");
                    assertThat(mia.connection().get("status").asText()).isEqualTo("active");
                });
    }

    @Test
    void anOrphanIsDeletedByTheFirstGrantThatMay() {
        Person mia = connected("mia");
        revoked("mia");
        mia.delete("/api/calendly/connection").expect(204);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(rows("state = 'ORPHANED'")).isEqualTo(1));
        assertThat(Ours.subscriptions()).hasSize(1);

        connected("ada");

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(Acts.only().get("scope").asText()).isEqualTo("organization"));
    }

    @Test
    void whoWaitsForAConsentKeepsNothingInAnOrganizationThatTheAccountHasLeft() {
        Person first = connected("gina");
        Person second = connected("gina");
        revoked("gina");
        settled();
        Calendar.control(
                "PATCH",
                "/_control/accounts/gina",
                Map.of("organization", "acme", "role", "admin"),
                200);

        assertThat(first.connect("gina").getQuery()).isEqualTo("calendly=connected");
        Ours.makeDue();

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(
                                        Dump.column(
                                                "SELECT state FROM calendly_webhook_subscriptions WHERE"
                                                        + " organization_uri LIKE '%globex' AND state <> 'DELETED'"))
                                .containsExactly("ORPHANED"));
        assertThat(second.connection().get("status").asText()).isEqualTo("needs_reconnect");
    }

    private static Person connected(String account) {
        Person person = Person.newcomer();
        assertThat(person.connect(account).getQuery()).isEqualTo("calendly=connected");
        return person;
    }

    private static void revoked(String account) {
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", account), 200);
    }

    private static void deleteBehindOurBack(JsonNode subscription) {
        Calendar.control(
                "DELETE",
                "/_control/subscriptions/" + subscription.get("id").asText(),
                null,
                200,
                204);
    }

    /// One look at everything, to its end.
    private static void settled() {
        Ours.makeDue();
        Acts.awaitLooked();
    }

    private static int rows(String condition) {
        return Dump.column("SELECT id FROM calendly_webhook_subscriptions WHERE " + condition)
                .size();
    }

    private static void assertDelivered(Person person, String account) {
        Calendar.Booking booking = Calendar.bookWith(account, "Grace Guest");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Ours.meeting(person, booking)).isNotNull());
    }
}
