package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.connectedWithout;
import static io.advicly.calendly.scenario.Acts.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One grant cannot be used, or may do nothing: that is nobody else's trouble.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class TroubleOfOneTest {

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
    void whoStaysIsServedAndWhoLeavesIsLetGoAlthoughTheAdminsGrantCannotBeRenewed() {
        var _ = connected("ada");
        Person mia = connected("mia");
        Person max = connected("max");
        assertActive(mia);
        nobodyIsRenewed();
        sick("ada");
        Acts.lose(Acts.only());

        max.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> {
            look();
            assertThat(Calendar.livingGrants("max")).isZero();
            assertServed("mia");
        });
        assertThat(Dump.column("SELECT attempts > 0 FROM calendly_organizations"))
                .containsExactly("t");
    }

    @Test
    void whoConnectsIsServedAlthoughTheGrantOfAnotherWhoseRoleWasForgottenCannotBeRenewed() {
        Crowd.plant("one", 1, 3, 0);
        assertActive(connected("one-1-2"));
        Dump.execute(
                "UPDATE calendly_organizations SET accounts = replace(accounts::text, '\"role_at\": \"2', '\"role_at\": \"1')::jsonb");
        nobodyIsRenewed();
        sick("one-1-2");

        var _ = connected("one-1-3");

        await().untilAsserted(() -> assertServed("one-1-3"));
    }

    @Test
    void whoComesAfterThreeWhoseGrantsCannotBeRenewedIsServed() {
        Crowd.plant("three", 1, 5, 0);
        for (int i = 2; i <= 5; i++) {
            assertActive(connected("three-1-" + i));
        }
        nobodyIsRenewed();
        for (int i = 2; i <= 4; i++) {
            sick("three-1-" + i);
        }
        Acts.lose(served("three-1-5").getFirst());

        look();

        await().untilAsserted(() -> assertServed("three-1-5"));
    }

    @Test
    void anotherAdminCreatesWhatTheFirstIsNotAnsweredFor() {
        var _ = connected("ada");
        Person alan = connected("alan");
        assertActive(alan);
        unanswered("ada");

        Acts.lose(Acts.only());
        look();

        await().untilAsserted(() -> {
            assertThat(Acts.only().get("scope").asText()).isEqualTo("organization");
            assertThat(Acts.only().get("state").asText()).isEqualTo("active");
        });
    }

    @Test
    void aMemberIsServedAlthoughTheOnlyAdminIsNotAnswered() {
        var _ = connected("ada");
        Person mia = connected("mia");
        assertActive(mia);
        unanswered("ada");
        Acts.lose(Acts.only());

        await().untilAsserted(() -> {
            look();
            assertServed("mia");
        });

        Calendar.clearFaults();
        await().untilAsserted(() -> {
            look();
            assertThat(Acts.only().get("scope").asText()).isEqualTo("organization");
        });
    }

    /// Calendly does not answer this account's calls; it renews its grant.
    private static void unanswered(String account) {
        for (String endpoint : List.of("webhook_list", "webhook_create", "webhook_get")) {
            Calendar.fault(
                    Map.of("endpoint", endpoint, "account", account, "status", 500, "times", -1));
        }
    }

    @Test
    void aSecondUserOfTheAccountIsServedAlthoughTheFirstMayCreateNothing() {
        var _ = connectedWithout("webhooks:write", "mia");

        assertActive(connected("mia"));

        assertThat(Acts.only().get("scope").asText()).isEqualTo("user");
    }

    @Test
    void aSecondUserOfTheAdminIsServedAlthoughTheFirstMayListAndCreateNothing() {
        var _ = connectedWithout("webhooks:read webhooks:write", "ada");

        assertActive(connected("ada"));

        assertThat(Acts.only().get("scope").asText()).isEqualTo("organization");
    }

    /// An admin serves them: what they may not see matters to nobody.
    @Test
    void whoMayNotSeeWhatTheyHaveIsNotAskedAtEachLook() {
        var _ = connected("ada");
        var _ = connectedWithout("webhooks:read", "mia");
        Acts.look();
        Acts.look();
        int before = Calendar.requests("webhook_list").size();

        Acts.look();

        assertThat(Calendar.requests("webhook_list")).hasSize(before + 1);
    }

    /// Somebody who might see it could not be asked, and their trouble may last.
    @Test
    void whoMayNotSeeWhatTheyHaveIsAskedAgainOnlyAfterAPause() {
        var _ = connected("ada");
        var _ = connectedWithout("webhooks:read", "mia");
        Acts.look();
        unseenUntil("2999-01-01T00:00:00Z");
        int before = Calendar.requests("webhook_list").size();

        Acts.look();

        assertThat(Calendar.requests("webhook_list")).hasSize(before + 1);
        unseenUntil("2026-01-01T00:00:00Z");
        Acts.look();
        assertThat(Calendar.requests("webhook_list")).hasSizeGreaterThan(before + 2);
    }

    private static void unseenUntil(String time) {
        Dump.execute(
                "UPDATE calendly_organizations SET accounts = (SELECT jsonb_object_agg(uri, CASE WHEN uri LIKE '%%/mia'"
                        .concat(
                                " THEN (known - 'own_listed') || '{\"unseen\": 1, \"unseen_until\": \"%s\"}'")
                        .concat(" ELSE known END) FROM jsonb_each(accounts) AS a (uri, known))")
                        .formatted(time));
    }

    @Test
    void anAdminDeletesWhatThreeOthersMayNot() {
        Person able = connected("mia");
        for (int i = 0; i < 3; i++) {
            var _ = connectedWithout("webhooks:write", "mia");
        }
        able.delete("/api/calendly/connection").expect(204);

        assertActive(connected("ada"));

        await().untilAsserted(() ->
                assertThat(Acts.only().get("scope").asText()).isEqualTo("organization"));
        assertThat(Acts.rows("state = 'ORPHANED'")).isZero();
    }

    private static void nobodyIsRenewed() {
        Calendar.fault(Map.of("endpoint", "refresh", "status", 503, "times", -1));
    }

    /// Its tokens are not taken any more, so that it has to be renewed.
    private static void sick(String account) {
        Calendar.control("POST", "/_control/tokens/expire", Map.of("account", account), 200);
    }

    private static void assertServed(String account) {
        assertThat(served(account)).hasSize(1);
    }

    private static List<JsonNode> served(String account) {
        return Ours.subscriptions().stream()
                .filter(it -> it.path("user").asText().endsWith("/" + account))
                .filter(it -> it.get("state").asText().equals("active"))
                .toList();
    }
}
