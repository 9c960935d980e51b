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
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calendly answers a token call after whoever asked has been told that it does not answer.
@QuarkusTest
@WithTestResource(ImpatientSandboxResource.class)
class LateAnswerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
        // One use of a token that is used already ends the whole grant.
        Calendar.switchTo("revoke_family_on_reuse", true);
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
        Calendar.switchTo("revoke_family_on_reuse", false);
    }

    @Test
    void ofARefreshIsStoredAndNobodyUsesTheOldTokenMeanwhile() {
        Person olivia = connected();
        Calendar.fault(
                Map.of("endpoint", "refresh", "delay_ms", 9000, "times", 1, "lose_reply", true));

        olivia.post("/api/calendly/connection", Map.of()).expect(503);
        olivia.post("/api/calendly/connection", Map.of());

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(column("token_version")).isEqualTo("2"));
        assertThat(TokenCalls.refreshes()).hasSize(1);
        assertThat(column("unanswered_refreshes")).isEqualTo("0");
        assertThat(olivia.post("/api/calendly/connection", Map.of()).body().get("status").asText())
                .isEqualTo("connected");
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    @Test
    void ofARefreshThatIsLostAfterAllLetsTheTokenBeTriedAgain() {
        Person olivia = connected();
        Calendar.fault(Map.of("endpoint", "refresh", "delay_ms", 8000, "times", 1, "cut", true));

        olivia.post("/api/calendly/connection", Map.of()).expect(503);

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(
                                        olivia.post("/api/calendly/connection", Map.of())
                                                .expect(200)
                                                .body()
                                                .get("status")
                                                .asText())
                                .isEqualTo("connected"));
    }

    @Test
    void ofACodeConnectsTheUserWhoWasToldOtherwise() {
        Person olivia = Person.newcomer();
        URI consent = olivia.askToConnect();
        Calendar.fault(Map.of("endpoint", "exchange", "delay_ms", 8000, "times", 1));

        assertThat(olivia.consent(consent, "ada", "approve").getQuery())
                .contains("calendly_unavailable");

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(olivia.connection().get("status").asText()).isEqualTo("active"));
        assertThat(Calendar.livingGrants("ada")).isEqualTo(1);
    }

    /// The user has left by then: what comes is ended, not kept.
    @Test
    void ofARefreshIsRevokedWhenTheUserHasDisconnected() {
        Person olivia = connected();
        Calendar.fault(
                Map.of("endpoint", "refresh", "delay_ms", 9000, "times", 1, "lose_reply", true));

        olivia.post("/api/calendly/connection", Map.of()).expect(503);
        olivia.delete("/api/calendly/connection").expect(204);

        await().atMost(LONG).untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(column("status")).isEqualTo("DISCONNECTED"));
        assertThat(column("refresh_token")).isNull();
    }

    @Test
    void ofACodeIsRevokedWhenTheUserHasDisconnected() {
        Person olivia = Person.newcomer();
        consentLate(olivia, "ada");

        olivia.delete("/api/calendly/connection").expect(204);

        await().atMost(LONG).until(() -> TokenCalls.exchanges().size() == 1);
        await().atMost(LONG).until(() -> Calendar.livingGrants("ada") == 0);
        await().atMost(LONG).until(() -> Dump.count("retired_tokens") == 0);
        assertThat(olivia.connection().get("status").asText()).isEqualTo("not_connected");
    }

    @Test
    void ofACodeIsRevokedWhenTheUserHasConnectedAnotherAccountSince() {
        Person olivia = Person.newcomer();
        consentLate(olivia, "ada");

        assertThat(olivia.connect("gina").getQuery()).isEqualTo("calendly=connected");

        await().atMost(LONG).until(() -> TokenCalls.exchanges().size() == 2);
        await().atMost(LONG).until(() -> Calendar.livingGrants("ada") == 0);
        await().atMost(LONG).until(() -> Dump.count("retired_tokens") == 0);
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
        assertThat(olivia.connection().at("/account/email").asText()).startsWith("gina");
    }

    private static void consentLate(Person person, String account) {
        URI consent = person.askToConnect();
        Calendar.fault(Map.of("endpoint", "exchange", "delay_ms", 8000, "times", 1));
        assertThat(person.consent(consent, account, "approve").getQuery())
                .contains("calendly_unavailable");
    }

    private static Person connected() {
        Person person = Person.newcomer();
        person.connect("ada");
        await().untilAsserted(() ->
                assertThat(person.connection().at("/sync/status").asText()).isEqualTo("done"));
        TokenCalls.forget();
        return person;
    }

    private static String column(String name) {
        return Dump.column("SELECT " + name + " FROM calendar_connections").getFirst();
    }
}
