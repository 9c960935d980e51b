package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Something before Calendly refuses calls with a page of its own: that says nothing about a user's
/// account, grant or subscription.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class EdgeTest {

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        Ours.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @Test
    void whileConnectingIsToldAsAnAbsence() {
        Person olivia = Person.newcomer();
        URI authorize = olivia.askToConnect();
        refuse("users_me", -1);

        URI landed = olivia.consent(authorize, "ada", "approve");

        assertThat(landed.getQuery()).isEqualTo("calendly=error&reason=calendly_unavailable");
        Calendar.clearFaults();
        assertThat(
                        olivia.post("/api/calendly/connection", Map.of())
                                .expect(200)
                                .body()
                                .get("status")
                                .asText())
                .as("the consent was kept")
                .isEqualTo("connected");
    }

    @Test
    void doesNotFailASync() {
        Person olivia = Person.newcomer();
        refuse("scheduled_events", 1);

        olivia.connect("ada");

        await().untilAsserted(() ->
                assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("done"));
        assertThat(olivia.meetings()).isNotEmpty();
    }

    @Test
    void leavesNoSubscriptionBehind() {
        Person olivia = Person.newcomer();
        olivia.connect("gina");
        refuse("webhook_delete", 1);

        olivia.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
    }

    private static void refuse(String endpoint, int times) {
        Calendar.fault(
                Map.of(
                        "endpoint",
                        endpoint,
                        "status",
                        403,
                        "headers",
                        Map.of("Content-Type", "text/html"),
                        "body",
                        "<html>Access denied</html>",
                        "times",
                        times));
    }
}
