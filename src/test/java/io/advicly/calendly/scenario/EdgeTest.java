package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Something before Calendly answers calls with a page of its own: that says nothing about a user's
/// account, grant or subscription.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class EdgeTest {

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

    /// A status that is no error says as little as a refusal: only 204 is a deletion.
    @ParameterizedTest
    @ValueSource(ints = {200, 202, 302})
    void leavesNoSubscriptionBehindWhereItAnswersADeletion(int status) {
        Person olivia = Person.newcomer();
        olivia.connect("gina");
        answer("webhook_delete", status, "<html>Checking your browser</html>", 1);

        olivia.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() ->
                assertThat(Calendar.requests("webhook_delete"))
                        .as("the answer is not taken for a deletion")
                        .hasSizeGreaterThanOrEqualTo(2));
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("gina")).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 403})
    void leavesNoGrantBehindWhereItAnswersARevocation(int status) {
        Person olivia = Person.newcomer();
        olivia.connect("gina");
        answer("revoke", status, "<html>Checking your browser</html>", 2);

        olivia.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> {
            Ours.makeDue();
            assertThat(Calendar.livingGrants("gina")).isZero();
            assertThat(Calendar.livingAccessTokens("gina")).isZero();
        });
    }

    private static void refuse(String endpoint, int times) {
        answer(endpoint, 403, "<html>Access denied</html>", times);
    }

    private static void answer(String endpoint, int status, String page, int times) {
        Calendar.fault(
                Map.of(
                        "endpoint",
                        endpoint,
                        "status",
                        status,
                        "headers",
                        Map.of(
                                "Content-Type",
                                "text/html",
                                "Location",
                                "https://login.example.test/"),
                        "body",
                        page,
                        "times",
                        times));
    }
}
