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
        Ours.startOver();
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
        sync(ada);
        sync(ada);

        assertThat(TokenCalls.refreshes()).hasSize(1);
        ada.askToConnect();
        Calendar.clearFaults();
        sync(ada);
        assertActive(ada);
    }

    /// And waits until it is over: one that failed is as good as one that came to something.
    private static void sync(Person person) {
        int before = Calendar.requests("scheduled_events").size();
        Dump.execute("UPDATE sync_jobs SET due_at = now() WHERE state = 'pending'");
        person.post("/api/calendly/connection/sync", Map.of()).expect(202);
        await().atMost(LONG).until(() -> Calendar.requests("scheduled_events").size() > before);
    }
}
