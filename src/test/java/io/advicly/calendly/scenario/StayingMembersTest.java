package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertDegraded;
import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.awaitLooked;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.connectedWithout;
import static io.advicly.calendly.scenario.Acts.look;
import static io.advicly.calendly.scenario.Acts.lose;
import static io.advicly.calendly.scenario.Acts.only;
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
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody leaves, and others stay: who leaves waits for nobody, and takes nothing along.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class StayingMembersTest {

    private static final int MEMBERS = 23;

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
    void theLastAdminDoesNotWaitUntilEveryMemberHasTheirOwn() throws Exception {
        List<Person> people = all("stay", 1 + MEMBERS, 0);
        Calendar.fault(Map.of("endpoint", "webhook_create", "delay_ms", 600, "times", -1));

        people.getFirst().delete("/api/calendly/connection").expect(204);

        assertThat(Ours.subscriptions()).hasSizeLessThan(MEMBERS);
        assertThat(people.getFirst().connection().get("status").asText()).isEqualTo("disconnected");
        await().atMost(Acts.LONG)
                .untilAsserted(() ->
                        assertThat(Ours.subscriptions())
                                .hasSize(MEMBERS)
                                .allMatch(it -> it.get("scope").asText().equals("user")));
        await().atMost(Acts.LONG)
                .untilAsserted(() -> assertThat(Calendar.livingGrants("stay-1-1")).isZero());
        assertDelivered(people.get(1), "stay-1-2");
        assertDelivered(people.getLast(), "stay-1-" + (1 + MEMBERS));
    }

    /// Both by what they consented to: one may create nothing, one not for what is asked for.
    @ParameterizedTest
    @ValueSource(
            strings = {"webhooks:read webhooks:write", "webhooks:write", "scheduled_events:read"})
    void aMemberWhomCalendlyRefusesHoldsUpNeitherWhoLeavesNorTheOthers(String scope) {
        Person ada = connected("ada");
        Person mia = connectedWithout(scope, "mia");
        Person max = connected("max");
        String old = only().get("id").asText();

        ada.delete("/api/calendly/connection").expect(204);

        await().atMost(Acts.LONG)
                .untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        look();
        assertActive(max);
        // Nothing can take the place of what still serves her.
        assertThat(Ours.subscriptions()).hasSize(2);
        assertDelivered(mia, "mia");
        assertDelivered(max, "max");
        Calendar.control("DELETE", "/_control/subscriptions/" + old, null, 200, 204);
        look();
        assertDegraded(mia, "Calendly refuses");
        assertActive(max);
    }

    /// An admin is being connected: by now somebody has her grant, and no more than that is
    /// certain.
    @ParameterizedTest
    @ValueSource(strings = {"users_me", "webhook_list", "webhook_create"})
    void whoLeavesTakesNothingFromAnAdminWhoIsJustConnecting(String slow) throws Exception {
        Person mia = connected("mia");
        Person ada = Person.newcomer();
        var authorize = ada.askToConnect();
        Calendar.fault(Map.of("endpoint", slow, "delay_ms", 1500, "times", 1));

        Crowd.all(
                2,
                List.<Callable<String>>of(
                        () -> ada.consent(authorize, "ada", "approve").getQuery(),
                        () -> {
                            await().until(StayingMembersTest::isEverythingTaken);
                            mia.delete("/api/calendly/connection").expect(204);
                            return "";
                        }));

        assertActive(ada);
        look();
        assertThat(only().get("scope").asText()).isEqualTo("organization");
        assertDelivered(ada, "ada");
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("mia")).isZero());
    }

    @Test
    void aSlowOrganizationHoldsUpNobody() {
        Person gina = connected("gina");
        Person ada = connected("ada");
        lose(hook("acme"));
        TokenCalls.forget();
        Calendar.fault(Map.of("endpoint", "webhook_list", "delay_ms", 9000, "times", 1));
        due("globex");
        await().until(StayingMembersTest::isEverythingTaken);

        due("acme");

        await().until(() -> Ours.subscriptions().size() == 2);
        awaitLooked();
        assertThat(Calendar.began(theFirstOf(Calendar.requests("webhook_create"), "ada")))
                .as("globex is still being looked at")
                .isBefore(Calendar.ended(theFirstOf(Calendar.requests("webhook_list"), "gina")));
        assertDelivered(ada, "ada");
        assertDelivered(gina, "gina");
    }

    private static JsonNode theFirstOf(List<JsonNode> requests, String account) {
        return requests.stream()
                .filter(it -> it.get("account").asText().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private static void due(String organization) {
        Dump.execute(
                "UPDATE calendly_organizations SET due_at = now(), marks = marks + 1 WHERE organization_uri LIKE '%/"
                        + organization
                        + "'");
    }

    private static JsonNode hook(String organization) {
        return Ours.subscriptions().stream()
                .filter(it -> it.get("organization_id").asText().equals(organization))
                .findFirst()
                .orElseThrow();
    }

    /// Whether some call has met the one fault on order.
    private static boolean isEverythingTaken() {
        return Calendar.control("GET", "/_control/faults", null, 200).get("faults").isEmpty();
    }

    private static List<Person> all(String prefix, int people, int admins) throws Exception {
        List<Callable<Person>> connects =
                Crowd.plant(prefix, 1, people, admins).stream()
                        .<Callable<Person>>map(account -> () -> connected(account))
                        .toList();
        Person first = connects.getFirst().call();
        List<Person> rest = Crowd.all(8, connects.subList(1, connects.size()));
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), rest.stream())
                .toList();
    }
}
