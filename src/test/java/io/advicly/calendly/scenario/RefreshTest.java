package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Grants are refreshed ahead of time, never too often, and with honest ends.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class RefreshTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
        Calendar.clearFaults();
    }

    @Test
    void refreshesWhatIsDueAlthoughNobodyAsks() {
        Person olivia = connected("ada");

        makeDue();

        await().untilAsserted(() ->
                assertThat(column(olivia, "next_refresh_at > now() + interval '1 hour'"))
                        .isEqualTo("t"));
        assertThat(TokenCalls.refreshes())
                .singleElement()
                .satisfies(it -> assertThat(it.get("status").asInt()).isEqualTo(200));
        assertThat(column(olivia, "token_version")).isEqualTo("2");
    }

    @Test
    void showsAGrantThatCalendlyRefusesBeforeAnybodyNeedsIt() {
        Person olivia = connected("ada");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);

        makeDue();

        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText())
                        .isEqualTo("needs_reconnect"));
        assertThat(olivia.connection().get("reason").asText()).contains("consent");
        assertThat(olivia.connection().get("reason_code").asText()).isEqualTo("ended");
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT action FROM audit_events"))
                        .containsOnlyOnce("connection.needs_reconnect"));
    }

    @Test
    void triesALostReplyOnceMoreAndThenSaysSo() {
        Person olivia = connected("ada");
        Calendar.fault(Map.of("lose_refresh_reply", 1));

        makeDue();
        await().untilAsserted(() -> assertThat(TokenCalls.refreshes()).hasSize(1));
        await().untilAsserted(
                        () -> assertThat(column(olivia, "unanswered_refreshes")).isEqualTo("1"));
        makeDue();

        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText())
                        .isEqualTo("needs_reconnect"));
        assertThat(olivia.connection().get("reason").asText()).contains("lost");
        makeDue();
        olivia.askToConnect();
        assertThat(TokenCalls.refreshes()).hasSize(2);
    }

    @Test
    void leavesATokenAloneThatCalendlyKeepsNotAnsweringAbout() {
        Person olivia = connected("ada");
        Calendar.fault(Map.of("endpoint", "refresh", "status", 500, "times", -1));

        olivia.post("/api/calendly/connection", Map.of()).expect(503);
        olivia.post("/api/calendly/connection", Map.of()).expect(503);
        Http.Reply third = olivia.post("/api/calendly/connection", Map.of()).expect(503);

        assertThat(third.header("Retry-After")).isNotEmpty();
        assertThat(TokenCalls.refreshes()).hasSize(2);
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
        Calendar.clearFaults();
        Dump.execute("UPDATE calendar_connections SET refresh_not_before = now()");
        assertThat(
                        olivia.post("/api/calendly/connection", Map.of())
                                .expect(200)
                                .body()
                                .get("status")
                                .asText())
                .isEqualTo("connected");
    }

    private static Person connected(String account) {
        Person person = Person.newcomer();
        person.connect(account);
        await().untilAsserted(() ->
                assertThat(person.connection().at("/sync/status").asText()).isEqualTo("done"));
        TokenCalls.forget();
        return person;
    }

    private static void makeDue() {
        Dump.execute(
                "UPDATE calendar_connections SET next_refresh_at = now() WHERE next_refresh_at IS"
                        + " NOT NULL");
    }

    private static String column(Person person, String expression) {
        return Dump.column(
                        "SELECT %s FROM calendar_connections WHERE user_id = '%s' AND is_active"
                                .formatted(expression, person.user()))
                .getFirst();
    }
}
