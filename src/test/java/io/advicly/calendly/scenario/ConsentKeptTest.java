package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.ImpatientSandboxResource;
import io.advicly.calendly.testing.Person;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A new consent is always looked after, whatever became of the one before it, and the one that it
/// replaces does not live on at Calendly.
@QuarkusTest
@WithTestResource(ImpatientSandboxResource.class)
class ConsentKeptTest {

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
    void afterADisconnectFromAnAccountThatWasNeverKnown() {
        Person olivia = consentedWithoutAnAccount();
        olivia.delete("/api/calendly/connection").expect(204);
        await().untilAsserted(() -> assertThat(status(olivia)).isEqualTo("DISCONNECTED"));

        consent(olivia);

        assertThat(status(olivia)).isEqualTo("CONNECTING");
        assertConnectsByItself(olivia);
    }

    @Test
    void whileTheOneBeforeIsStillBeingRevoked() {
        Person olivia = consentedWithoutAnAccount();
        Calendar.fault(Map.of("endpoint", "revoke", "status", 503, "times", -1));
        olivia.delete("/api/calendly/connection").expect(204);
        assertThat(status(olivia)).isEqualTo("CLOSING");

        consent(olivia);

        assertConnectsByItself(olivia);
    }

    @Test
    void afterTheOneBeforeWasRefused() {
        Person olivia = consentedWithoutAnAccount();
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);
        consent(olivia);
        assertThat(status(olivia)).isEqualTo("CONNECTING");
        Dump.execute(
                "UPDATE calendar_connections SET status = 'NEEDS_RECONNECT', status_reason = 'x',"
                        + " next_attempt_at = NULL");

        consent(olivia);

        assertThat(status(olivia)).isEqualTo("CONNECTING");
        assertConnectsByItself(olivia);
    }

    @Test
    void theOneThatASecondTabReplacesEndsAtCalendly() {
        Person olivia = consentedWithoutAnAccount();
        assertThat(Calendar.livingGrants("ada")).isEqualTo(1);

        consent(olivia);

        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isEqualTo(1));
        assertConnectsByItself(olivia);
        await().untilAsserted(() -> assertThat(Dump.count("retired_tokens")).isZero());
    }

    @Test
    void theOneThatASwitchToTheSameAccountReplacesEndsAtCalendly() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");

        olivia.consent(olivia.askToConnect(Map.of("switch_account", true)), "ada", "approve");

        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isEqualTo(1));
        await().untilAsserted(() -> assertThat(Dump.count("retired_tokens")).isZero());
        assertThat(olivia.post("/api/calendly/connection", Map.of()).body().get("status").asText())
                .isEqualTo("connected");
    }

    /// `/users/me` does not answer, so nobody learns whose grant it is.
    private static Person consentedWithoutAnAccount() {
        Calendar.fault(Map.of("endpoint", "users_me", "status", 503, "times", -1));
        Person person = Person.newcomer();
        consent(person);
        return person;
    }

    private static void consent(Person person) {
        person.consent(person.askToConnect(Map.of("switch_account", true)), "ada", "approve");
    }

    /// Time passes: the turn of what has failed while Calendly was away comes again.
    private static void assertConnectsByItself(Person person) {
        Calendar.clearFaults();
        await().untilAsserted(() -> {
            makeDue();
            assertThat(person.connection().get("status").asText()).isEqualTo("active");
        });
        await().untilAsserted(() -> {
            makeDue();
            assertThat(Calendar.livingGrants("ada")).isEqualTo(1);
        });
        assertThat(Dump.count("calendar_connections")).isEqualTo(1);
    }

    private static void makeDue() {
        Dump.execute(
                "UPDATE calendar_connections SET next_attempt_at = now() WHERE next_attempt_at > now()");
        Dump.execute("UPDATE retired_tokens SET revoke_at = now() WHERE revoke_at > now()");
    }

    private static String status(Person person) {
        return Dump.column(
                        "SELECT status FROM calendar_connections WHERE user_id = '%s'"
                                .formatted(person.user()))
                .getFirst();
    }
}
