package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An access token ends before its time: whatever needs one goes on with another, for one refresh.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class EndedTokenTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void aSyncGoesOn() {
        Person olivia = connected("ada");
        Calendar.switchTo("hold_deliveries", true);
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
        endAccessTokens();

        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);

        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        assertThat(TokenCalls.refreshes()).hasSize(1);
    }

    @Test
    void aSyncWhoseTokenEndsBetweenTwoEventsGoesOn() {
        Person olivia = connected("ada");
        Calendar.fault(Map.of("endpoint", "invitees", "delay_ms", 500, "times", 2));
        int before = Calendar.requests("invitees").size();

        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
        await().until(() -> Calendar.requests("invitees").size() > before);
        endAccessTokens();

        Nights.awaitRead(olivia);
        assertThat(TokenCalls.refreshes()).hasSize(1);
        assertThat(olivia.connection().at("/sync/unreadable").asInt()).isZero();
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    @Test
    void aDeliveryWithoutItsEventGoesOn() {
        Person olivia = connected("ada");
        Calendar.switchTo("omit_scheduled_event", true);
        endAccessTokens();

        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");

        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        assertThat(TokenCalls.refreshes()).hasSize(1);
    }

    /// Neither is made anew for it, nor is its user told anything.
    @Test
    void aTokenThatIsRefusedForOneEventAloneHasNotEnded() {
        Person olivia = connected("ada");
        TokenCalls.forget();
        Calendar.switchTo("omit_scheduled_event", true);
        Calendar.fault(Map.of("endpoint", "scheduled_event", "status", 401, "times", 2));

        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");

        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        assertThat(TokenCalls.refreshes()).isEmpty();
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    @Test
    void aSweepGoesOn() {
        connected("ada");
        endAccessTokens();

        Ours.makeDue();

        Acts.awaitLooked();
        assertThat(Calendar.requests("webhook_list"))
                .anyMatch(it -> it.get("status").asInt() == 200);
        assertThat(TokenCalls.refreshes()).hasSize(1);
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }

    @Test
    void aDisconnectGoesOn() {
        Person olivia = connected("ada");
        endAccessTokens();

        olivia.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        assertThat(TokenCalls.refreshes()).hasSize(1);
    }

    @Test
    void aTakeOverGoesOnWithBothGrants() {
        Person mia = connected("mia");
        endAccessTokens();

        Person.newcomer().connect("alan");

        Acts.assertOnlyTheOrganizations(mia);
        assertThat(TokenCalls.refreshes()).hasSize(1);
    }

    /// Found by a history: all that there is to ask was asked with the first one's.
    @Test
    void whoeverWasRefusedIsAskedAgainThoughNobodyNeedsTheirToken() {
        Person olivia = connected("ada");
        Person mia = connected("mia");
        Dump.execute(
                "UPDATE calendar_connections SET consent_refused = 'token', consent_refusal = 'Unauthenticated',"
                        + " token_refusals = 1, token_retry_at = now() - interval '1 minute' WHERE user_id = '"
                        + mia.user()
                        + "'");
        assertThat(mia.connection().get("status").asText()).isEqualTo("degraded");

        Ours.makeDue();

        await().untilAsserted(() ->
                assertThat(mia.connection().get("status").asText()).isEqualTo("active"));
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    @Test
    void someoneWhoWithdrewConsentIsToldSo() {
        Person olivia = connected("ada");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);

        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);

        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText())
                        .isEqualTo("needs_reconnect"));
        assertThat(olivia.connection().get("reason").asText()).contains("consent");
        assertThat(TokenCalls.refreshes()).hasSize(1);
    }

    /// Connected, and the initial sync done, so that nothing else needs a token.
    private static Person connected(String account) {
        Person person = Person.newcomer();
        person.connect(account);
        await().untilAsserted(() ->
                assertThat(person.connection().at("/sync/status").asText()).isEqualTo("done"));
        return person;
    }

    /// What needs one from now on asks for it, whoever is the first.
    private static void endAccessTokens() {
        TokenCalls.forget();
        Calendar.control("POST", "/_control/tokens/revoke", Map.of("kind", "access"), 200);
    }
}
