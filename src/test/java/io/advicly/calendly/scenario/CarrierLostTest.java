package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The connection that carries an organization's subscription cannot do so any more, although its
/// user has not disconnected; or disconnects at the worst moment.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class CarrierLostTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
        Calendar.clearFaults();
    }

    @Test
    void anotherAdminTakesOverFromOneWhoIsDemoted() {
        Person alan = connected("alan");
        Person ada = connected("ada");
        demote("alan");

        Ours.makeDue();

        await().atMost(LONG).untilAsserted(() -> assertThat(carrier()).containsExactly(ada.user()));
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(Ours.subscriptions())
                                .singleElement()
                                .satisfies(it -> assertServes(it, "organization")));
        assertDelivered(alan, "alan");
        assertDelivered(ada, "ada");
    }

    @Test
    void everybodyGetsTheirOwnWhenOnlyPlainMembersRemain() {
        Person alan = connected("alan");
        Person mia = connected("mia");
        demote("alan");

        Ours.makeDue();

        await().atMost(LONG)
                .untilAsserted(() -> {
                    assertThat(alan.connection().at("/webhook/scope").asText()).isEqualTo("user");
                    assertThat(mia.connection().at("/webhook/scope").asText()).isEqualTo("user");
                });
        assertDelivered(alan, "alan");
        assertDelivered(mia, "mia");
    }

    @Test
    void anotherAdminTakesOverFromOneWhoWithdrewConsent() {
        Person alan = connected("alan");
        Person ada = connected("ada");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "alan"), 200);

        Ours.makeDue();

        await().atMost(LONG).untilAsserted(() -> assertThat(carrier()).containsExactly(ada.user()));
        assertThat(alan.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(ada.connection().get("status").asText()).isEqualTo("active");
        assertDelivered(ada, "ada");
    }

    @Test
    void whoeverDisconnectsWhileConnectingStaysDisconnected() throws Exception {
        Person ada = connected("ada");
        TokenCalls.forget();
        Calendar.fault(Map.of("endpoint", "users_me", "delay_ms", 8000, "times", 1));

        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Future<Http.Reply> connect =
                    caller.submit(() -> ada.post("/api/calendly/connection", Map.of()));
            await().untilAsserted(() -> assertThat(Calendar.requests("webhook_list")).isNotEmpty());
            ada.delete("/api/calendly/connection").expect(204);
            assertThat(connect.get().expect(200).body().get("status").asText())
                    .isEqualTo("authorization_required");
        }

        assertThat(ada.connection().get("status").asText()).isEqualTo("disconnected");
        await().atMost(LONG).untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Calendar.livingRefreshTokens("ada")).isZero());
    }

    private static Person connected(String account) {
        Person person = Person.newcomer();
        person.connect(account);
        return person;
    }

    private static void demote(String account) {
        Calendar.control("PATCH", "/_control/accounts/" + account, Map.of("role", "user"), 200);
    }

    private static void assertServes(JsonNode subscription, String scope) {
        assertThat(subscription.get("state").asText()).isEqualTo("active");
        assertThat(subscription.get("scope").asText()).isEqualTo(scope);
    }

    private static void assertDelivered(Person person, String account) {
        Calendar.Booking booking = Calendar.bookWith(account, "Grace Guest");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Ours.meeting(person, booking)).isNotNull());
    }

    /// Who carries what is active.
    private static List<String> carrier() {
        return Dump.column(
                "SELECT c.user_id FROM calendly_webhook_subscriptions s"
                        + " JOIN calendar_connections c ON c.id = s.carrier_connection_id WHERE s.is_active");
    }
}
