package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertDegraded;
import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.connectedWithout;
import static io.advicly.calendly.scenario.Acts.look;
import static io.advicly.calendly.scenario.Acts.lose;
import static io.advicly.calendly.scenario.Acts.only;
import static io.advicly.calendly.scenario.Acts.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calendly refuses, for a while or for good: one grant's refusal is nobody else's, and nothing
/// grows with the attempts.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class RefusedTest {

    private static final int ATTEMPTS = 10;

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 409})
    void tenCreatesThatFailLeaveOneRow(int status) {
        Person olivia = connected("ada");
        lose(only());
        TokenCalls.forget();
        Calendar.fault(Map.of("endpoint", "webhook_create", "status", status, "times", -1));

        while (Calendar.requests("webhook_create").size() < ATTEMPTS) {
            look();
            assertThat(rows("state <> 'DELETED'")).isEqualTo(1);
        }

        assertThat(rows("true")).isEqualTo(2);
        assertThat(olivia.connection().at("/webhook/next_try_at").asText()).isNotEmpty();
        Calendar.clearFaults();
        assertActive(olivia);
        assertThat(Ours.subscriptions()).hasSize(1);
        assertDelivered(olivia, "ada");
    }

    /// What has been refused many times waits for longer than until the next look.
    @Test
    void whatIsRefusedIsTriedWhenTheStatusSaysSo() {
        Calendar.fault(refusedCreates());
        Person mia = connected("mia");
        assertDegraded(mia, "Calendly refuses");
        haveRefused(8, "-1 hour");

        look();

        Instant named = Instant.parse(mia.connection().at("/webhook/next_try_at").asText());
        assertThat(named).isAfter(Instant.now().plus(Duration.ofHours(12)));
        assertThat(mia.connection().get("reason").asText())
                .contains(named.truncatedTo(ChronoUnit.SECONDS).toString());
        int asked = Calendar.requests("webhook_create").size();
        Calendar.clearFaults();
        look();
        assertThat(Calendar.requests("webhook_create")).hasSize(asked);
        assertThat(mia.connection().at("/webhook/next_try_at").asText())
                .isEqualTo(named.toString());
    }

    /// Nobody asks for it before that: once its time has come, it is tried by itself.
    @Test
    void whatIsRefusedIsTriedOnceItsTimeHasCome() {
        Calendar.fault(refusedCreates());
        Person mia = connected("mia");
        assertDegraded(mia, "Calendly refuses");
        haveRefused(0, "-1 hour");
        look();
        Instant named = Instant.parse(mia.connection().at("/webhook/next_try_at").asText());
        Calendar.clearFaults();

        assertActive(mia);

        assertThat(Calendar.began(Calendar.requests("webhook_create").getLast()))
                .isAfterOrEqualTo(named.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void oneRefusalIsCountedOnceHoweverOftenItIsLookedAt() {
        Person mia = connectedWithout("webhooks:read webhooks:write", "mia");
        assertDegraded(mia, "requires the scopes");
        haveRefused(1, "1 hour");

        for (int i = 0; i < 5; i++) {
            look();
        }

        assertThat(refusals()).containsExactly("1");
    }

    /// What nobody asks for is looked up all the same: whoever is refused that has lost nothing.
    @Test
    void whoIsServedBySomebodyElseIsNotRefusedMoreAndMore() {
        Person ada = connected("ada");
        assertActive(ada);
        Person mia = connectedWithout("webhooks:read webhooks:write", "mia");
        assertActive(mia);

        for (int i = 0; i < 3; i++) {
            haveRefused(1, "-1 hour");
            look();
        }

        assertThat(refusals()).isSubsetOf("1");
    }

    private static Map<String, Object> refusedCreates() {
        return Map.of(
                "endpoint",
                "webhook_create",
                "status",
                400,
                "body",
                "{\"title\":\"Invalid Argument\",\"message\":\"The supplied parameters are invalid.\"}",
                "times",
                -1);
    }

    /// Time passes: whoever is refused was so often before, and so long ago.
    private static void haveRefused(int times, String ago) {
        Acts.awaitLooked();
        Dump.execute(
                """
                UPDATE calendly_organizations SET accounts = (
                  SELECT coalesce(jsonb_object_agg(uri, known || jsonb_build_object('grants', (
                    SELECT coalesce(jsonb_object_agg(id, CASE WHEN given ? 'refusals' THEN given || jsonb_build_object(
                      'refusals', %d, 'refused_until', to_char((now() + interval '%s') AT TIME ZONE 'UTC',
                      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) ELSE given END), '{}')
                    FROM jsonb_each(coalesce(known -> 'grants', '{}')) AS g(id, given)))), '{}')
                  FROM jsonb_each(accounts) AS a(uri, known))
                """
                        .formatted(times, ago));
    }

    private static List<String> refusals() {
        return Dump.column(
                "SELECT given ->> 'refusals' FROM calendly_organizations, jsonb_each(accounts) AS a(uri, known),"
                        + " jsonb_each(known -> 'grants') AS g(id, given) WHERE given ? 'refusals'");
    }

    /// Who may list everything but has not consented to deliveries, beside somebody who has.
    @ParameterizedTest
    @ValueSource(
            strings = {"webhooks:read webhooks:write", "webhooks:write", "scheduled_events:read"})
    void anAdminsOwnGrantThatLacksAScopeKeepsNoOtherAdminFromCarrying(String scope) {
        Person ada = connectedWithout(scope, "ada");
        assertDegraded(ada, "Calendly refuses");
        Person alan = connected("alan");

        assertActive(ada);
        assertActive(alan);
        assertThat(only().get("creator_id").asText()).isEqualTo("alan");
        lose(only());
        look();
        assertThat(only().get("creator_id").asText()).isEqualTo("alan");
        assertDelivered(alan, "alan");
        assertThat(rows("state NOT IN ('DELETED', 'ACTIVE')")).isZero();
    }

    @Test
    void whoConsentsToEverythingAtLastIsServedAtOnce() {
        Person ada = connectedWithout("webhooks:write", "ada");
        assertDegraded(ada, "requires the scopes");

        assertThat(
                        ada.consent(
                                        ada.askToConnect(Map.of("switch_account", true)),
                                        "ada",
                                        "approve")
                                .getQuery())
                .isEqualTo("calendly=connected");

        assertActive(ada);
        assertDelivered(ada, "ada");
        assertThat(rows("state <> 'DELETED'")).isEqualTo(1);
    }

    @Test
    void aTokenThatIsTakenForInvalidAlthoughItIsNewIsTriedAgainSoon() {
        var _ = connected("ada");
        Calendar.fault(Map.of("endpoint", "webhook_list", "status", 401, "times", -1));

        look();

        assertThat(
                        Dump.column(
                                "SELECT concat_ws(' ', attempts > 0, last_outcome) FROM calendly_organizations"))
                .singleElement()
                .asString()
                .startsWith("t Calendly accepts no token of");
    }

    /// The first call and the one with a token that is new. It says nothing about what is there, so
    /// that nothing is given up, and whoever leaves is let go once it is gone.
    @ParameterizedTest
    @ValueSource(strings = {"webhook_list", "webhook_delete"})
    void whoseTokensAreRefusedForAMomentLeavesNothingBehind(String endpoint) {
        Person ada = connected("ada");
        Calendar.fault(Map.of("endpoint", endpoint, "status", 401, "times", 2));

        ada.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> {
            Ours.makeDue();
            assertThat(Calendar.livingGrants("ada")).isZero();
        });
        assertThat(Ours.subscriptions()).isEmpty();
        assertThat(rows("state <> 'DELETED'")).isZero();
    }

    /// Nobody waits without end for a grant with which nothing can be done any more.
    @Test
    void whoseTokensAreRefusedForHoursIsLetGoAtLast() {
        Person ada = connected("ada");
        Calendar.fault(Map.of("endpoint", "webhook_list", "status", 401, "times", -1));
        Calendar.fault(Map.of("endpoint", "webhook_delete", "status", 401, "times", -1));
        ada.delete("/api/calendly/connection").expect(204);
        look();
        assertThat(Calendar.livingGrants("ada")).isEqualTo(1);
        assertThat(rows("state = 'ORPHANED'")).isZero();

        Dump.execute(
                """
                UPDATE calendly_organizations SET accounts = regexp_replace(
                  accounts::text, '"untaken_since": *"[^"]*"',
                  '"untaken_since": "2026-01-01T00:00:00Z"')::jsonb
                """);
        look();

        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        assertThat(rows("state = 'ORPHANED'")).isEqualTo(1);
    }

    /// The one that comes first is in trouble for long.
    @Test
    void whoeverMayDeletesWhatAnotherCannotBeAskedTo() {
        var _ = connected("mia");
        Calendar.control("POST", "/_control/tokens/expire", Map.of("account", "mia"), 200);
        Calendar.fault(Map.of("endpoint", "refresh", "status", 503, "times", -1));

        var _ = connected("ada");
        look();

        assertThat(only().get("scope").asText()).isEqualTo("organization");
    }

    @Test
    void whoeverIsLeftWithAGrantThatMayNothingKeepsWhatServesThem() {
        Person ada = connectedWithout("webhooks:write", "ada");
        Person alan = connected("alan");
        String serving = only().get("id").asText();

        alan.delete("/api/calendly/connection").expect(204);

        await().atMost(Acts.LONG)
                .untilAsserted(() -> assertThat(Calendar.livingGrants("alan")).isZero());
        look();
        assertThat(only().get("id").asText()).isEqualTo(serving);
        assertDelivered(ada, "ada");
    }
}
