package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertListed;
import static io.advicly.calendly.scenario.Acts.awaitLooked;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.only;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deliveries that no key of ours has signed: Calendly's own, where the application's key is not
/// configured, and a stranger's.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class RefusedSignaturesTest {

    private Person olivia;

    @BeforeEach
    void connect() {
        CleanSlate.startOver();
        Dump.execute("DELETE FROM refused_signatures");
        olivia = connected("ada");
        assertActive(olivia);
        awaitLooked();
    }

    @AfterEach
    void signAsBefore() {
        Calendar.switchTo("ignore_signing_key_for_oauth", false);
    }

    @Test
    void calendlysOwnAreShownToUserAndOperatorAndEndOnceOneIsVerified() {
        // When: Calendly signs as it documents
        Calendar.switchTo("ignore_signing_key_for_oauth", true);
        Calendar.book("ada-intro", "Refused Guest");
        minutesPass();
        // Then
        await().untilAsserted(() -> {
            JsonNode shown = olivia.connection();
            assertThat(shown.get("status").asText()).isEqualTo("degraded");
            assertThat(shown.get("reason").asText()).contains("webhook signing key");
        });
        JsonNode refused = organization().get("refused").get(0);
        assertThat(refused.get("confirmed").asBoolean()).isTrue();
        assertThat(refused.get("says").asText()).contains("CALENDLY_WEBHOOK_APPLICATION_KEYS");
        // When
        Calendar.switchTo("ignore_signing_key_for_oauth", false);
        Calendar.Booking good = Calendar.book("ada-intro", "Grace Guest");
        // Then
        assertListed(olivia, good);
        assertActive(olivia);
        await().untilAsserted(() -> assertThat(organization().get("refused")).isEmpty());
    }

    @Test
    void aStrangersAreSuspectedAndAlarmNobody() {
        // Given
        URI address = URI.create(only().get("callback_url").asText());
        // When
        for (int time = 0; time < 3; time++) {
            forge(address);
        }
        minutesPass();
        // Then
        await().untilAsserted(() -> assertThat(organization().get("refused")).hasSize(1));
        await().untilAsserted(() ->
                assertThat(
                                Dump.column(
                                        "SELECT 1 FROM refused_signatures r JOIN calendly_webhook_subscriptions s"
                                                + " ON s.id = r.subscription_id WHERE s.checked_at > r.asked_at"))
                        .isNotEmpty());
        JsonNode refused = organization().get("refused").get(0);
        assertThat(refused.get("confirmed").asBoolean()).isFalse();
        assertThat(refused.get("says").asText()).contains("or somebody forges");
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    private static void forge(URI address) {
        String signature = "t=%d,v1=%s".formatted(Instant.now().getEpochSecond(), "ab".repeat(32));
        assertThat(
                        Http.post(
                                        address,
                                        "{\"event\":\"odd.event\"}".getBytes(UTF_8),
                                        Map.of("Calendly-Webhook-Signature", signature))
                                .status())
                .isEqualTo(401);
    }

    /// Once it is written down that something was refused.
    private static void minutesPass() {
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT subscription_id FROM refused_signatures"))
                        .isNotEmpty());
        Dump.execute("UPDATE refused_signatures SET since = since - interval '3 minutes'");
    }

    private static JsonNode organization() {
        return Person.admin()
                .get("/api/admin/organizations")
                .expect(200)
                .body()
                .get("organizations")
                .get(0);
    }
}
