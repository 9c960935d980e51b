package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.LONG;
import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertDegraded;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.connectedWithout;
import static io.advicly.calendly.scenario.Acts.without;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calendly renews a grant and refuses calls with it: whoever connects is led to the consent page,
/// and is told so.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class InsufficientConsentTest {

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
    @ValueSource(strings = {"webhooks:write", "scheduled_events:read"})
    void whoLeftOutAScopeIsAskedForItWhenConnectingAgain(String scope) {
        Person ada = connectedWithout(scope, "ada");
        assertDegraded(ada, "A new consent is needed: connect again.");

        assertThat(ada.consent(ada.askToConnect(), "ada", "approve").getQuery())
                .isEqualTo("calendly=connected");

        assertActive(ada);
    }

    @Test
    void whoseConsentDoesNotEvenTellTheAccountIsGivenItBack() {
        Person ada = Person.newcomer();

        assertThat(
                        ada.consent(without("users:read", ada.askToConnect()), "ada", "approve")
                                .getQuery())
                .isEqualTo("calendly=error&reason=exchange_failed");

        await().atMost(LONG).untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        assertThat(ada.consent(ada.askToConnect(), "ada", "approve").getQuery())
                .isEqualTo("calendly=connected");
        assertActive(ada);
    }

    @Test
    void aGrantWhoseFreshTokensAreRefusedIsNotUsedUpAndHealsWhenTheyAreAccepted() {
        Person ada = connected("ada");
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(ada.connection().at("/sync/status").asText()).isEqualTo("done"));
        TokenCalls.forget();
        Calendar.fault(Map.of("endpoint", "scheduled_events", "status", 401, "times", -1));

        sync(ada);
        assertDegraded(ada, "although it renews it");
        setPause("1 hour");
        sync(ada);
        sync(ada);

        assertThat(TokenCalls.refreshes()).hasSize(1);
        ada.askToConnect();
        Calendar.clearFaults();
        sync(ada);
        assertActive(ada);
    }

    @Test
    void aTokenThatWasEndedAsItWasMadeIsMadeAnewOnceThePauseIsOver() {
        Person ada = connected("ada");
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(ada.connection().at("/sync/status").asText()).isEqualTo("done"));
        Calendar.fault(Map.of("endpoint", "scheduled_events", "status", 401, "times", -1));
        sync(ada);
        assertDegraded(ada, "It is tried again from ");
        setPause("1 hour");
        Calendar.control("POST", "/_control/tokens/revoke", Map.of("kind", "access"), 200);
        Calendar.clearFaults();
        TokenCalls.forget();

        sync(ada);
        assertThat(TokenCalls.refreshes()).isEmpty();

        setPause("0 seconds");
        sync(ada);

        assertActive(ada);
        assertThat(TokenCalls.refreshes()).hasSize(1);
    }

    @Test
    void anOrganizationThatIsHeldUpByItIsLookedAtWhenTheNextTokenMayBeMade() {
        connected("ada");
        Acts.awaitLooked();
        Calendar.fault(Map.of("endpoint", "webhook_list", "status", 401, "times", -1));

        Dump.execute("UPDATE calendly_organizations SET attempts = 12, due_at = now()");

        await().atMost(LONG)
                .until(() ->
                        !Dump.column(
                                        "SELECT due_at FROM calendly_organizations WHERE last_outcome"
                                                + " LIKE '%accepts no token%'")
                                .isEmpty());
        assertThat(
                        Dump.column(
                                "SELECT o.due_at <= c.token_retry_at FROM calendly_organizations o"
                                        + " JOIN calendar_connections c ON"
                                        + " c.calendly_organization_uri = o.organization_uri"))
                .containsOnly("t");
    }

    private static void setPause(String pause) {
        Dump.execute(
                "UPDATE calendar_connections SET token_retry_at = now() + interval '%s'"
                        .formatted(pause));
    }

    /// And waits until it is over: one that failed is as good as one that came to something.
    private static void sync(Person person) {
        int before = Calendar.requests("scheduled_events").size();
        Dump.execute("UPDATE sync_jobs SET due_at = now() WHERE state = 'pending'");
        person.post("/api/calendly/connection/sync", Map.of()).expect(202);
        await().atMost(LONG).until(() -> Calendar.requests("scheduled_events").size() > before);
    }
}
