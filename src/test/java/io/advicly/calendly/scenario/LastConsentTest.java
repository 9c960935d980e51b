package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever is told that they are connected stays connected with that account: nothing that they
/// wanted before, and that was not finished, takes its place later.
@QuarkusTest
@WithTestResource(ImpatientSandboxResource.class)
class LastConsentTest {

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

    /// The new account's grant is stored: whoever connects gets what they have consented to last.
    @Test
    void aSwitchThatWasNotFinishedIsFinishedByTheNextConnect() {
        Person olivia = connected("ada");
        leaveUnfinished(olivia, "gina");

        assertThat(told(olivia)).isEqualTo("gina");

        assertStays(olivia, "gina", "ada");
    }

    @Test
    void aSwitchThatIsRefusedInTheEndLeavesTheAccountThatIsThere() {
        Person olivia = connected("ada");
        leaveUnfinished(olivia, "gina");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "gina"), 200);

        assertThat(told(olivia)).isEqualTo("ada");

        assertStays(olivia, "ada", "gina");
    }

    /// The user was told that the switch has failed, and then that they are connected.
    @Test
    void aSwitchThatIsAnsweredLateDoesNotTakeTheUserAway() {
        Person olivia = connected("ada");
        URI consent = olivia.askToConnect(Map.of("switch_account", true));
        TokenCalls.forget();
        Calendar.fault(Map.of("endpoint", "exchange", "delay_ms", 8000, "times", 1));
        assertThat(olivia.consent(consent, "gina", "approve").getQuery())
                .contains("calendly_unavailable");

        assertThat(told(olivia)).isEqualTo("ada");

        await().atMost(LONG).until(() -> TokenCalls.exchanges().size() == 1);
        assertStays(olivia, "ada", "gina");
    }

    /// Its account is known already, so that it has a row of its own.
    @Test
    void aConsentThatWasNotFinishedIsLetGoOnceALaterOneIs() {
        Person olivia = connected("ada");
        Dump.execute(
                "UPDATE calendar_connections SET status = 'CONNECTING', is_active = false,"
                        + " next_attempt_at = now() + interval '1 hour'");

        assertThat(
                        olivia.consent(
                                        olivia.askToConnect(Map.of("switch_account", true)),
                                        "gina",
                                        "approve")
                                .getQuery())
                .isEqualTo("calendly=connected");

        assertStays(olivia, "gina", "ada");
    }

    @Test
    void theTabThatConsentedFirstDoesNotTakeTheUserAwayFromTheOther() {
        Person olivia = Person.newcomer();
        URI one = Person.decide(olivia.askToConnect(), "ada", "approve");
        URI other = Person.decide(olivia.askToConnect(), "gina", "approve");
        Calendar.fault(Map.of("endpoint", "webhook_list", "delay_ms", 1500, "times", 1));
        CompletableFuture<URI> slow = CompletableFuture.supplyAsync(() -> olivia.land(one));
        await().until(() ->
                Dump.column("SELECT calendly_user_uri FROM calendar_connections").stream()
                        .anyMatch(it -> it != null && it.endsWith("/ada")));

        assertThat(olivia.land(other).getQuery()).isEqualTo("calendly=connected");

        slow.join();
        assertStays(olivia, "gina", "ada");
    }

    private static Person connected(String account) {
        Person person = Person.newcomer();
        assertThat(person.connect(account).getQuery()).isEqualTo("calendly=connected");
        return person;
    }

    /// The grant is stored, and nobody learns whose it is.
    private static void leaveUnfinished(Person person, String account) {
        URI consent = person.askToConnect(Map.of("switch_account", true));
        Calendar.fault(Map.of("endpoint", "users_me", "status", 503, "times", -1));
        assertThat(person.consent(consent, account, "approve").getQuery())
                .contains("calendly_unavailable");
        Calendar.clearFaults();
    }

    /// The account that a connect is answered with, once Calendly is there again.
    private static String told(Person person) {
        JsonNode body =
                await().until(
                                () -> person.post("/api/calendly/connection", Map.of()),
                                reply -> reply.status() == 200)
                        .body();
        assertThat(body.get("status").asText()).isEqualTo("connected");
        return account(body.get("connection"));
    }

    /// Also when everything that was left has had its turn.
    private static void assertStays(Person person, String account, String other) {
        await().atMost(LONG)
                .untilAsserted(() -> {
                    Ours.makeDue();
                    Dump.execute("UPDATE retired_tokens SET revoke_at = now()");
                    assertThat(Calendar.livingGrants(other)).isZero();
                    assertThat(
                                    Dump.column(
                                            "SELECT status FROM calendar_connections WHERE refresh_token IS NOT NULL"))
                            .containsExactly("ACTIVE");
                    assertThat(Dump.count("retired_tokens")).isZero();
                });
        assertThat(person.connection().get("status").asText()).isEqualTo("active");
        assertThat(account(person.connection())).isEqualTo(account);
    }

    private static String account(JsonNode connection) {
        String uri = connection.at("/account/uri").asText();
        return uri.substring(uri.lastIndexOf('/') + 1);
    }
}
