package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calendly's records are read by whoever may read them, and as far as they can be read.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ReadByAnybodyTest {

    private static final String NOTHING_SETTLED_BADLY =
            "SELECT count(*)::text FROM calendly_webhook_deliveries WHERE state IN ('dead', 'ignored')";

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
        Dump.execute("TRUNCATE calendly_webhook_deliveries");
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    /// Whoever carries the subscription may be an admin no more, and then reads no event of others.
    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void anEventThatTheCarrierMayNotReadIsReadWithAnothersGrant(int refusal) {
        var _ = connected("alan");
        Person ada = connected("ada");
        Calendar.switchTo("omit_scheduled_event", true);
        Calendar.fault(Map.of("endpoint", "scheduled_event", "status", refusal, "times", 1));

        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");

        await().untilAsserted(() ->
                assertThat(Ours.meeting(ada, booking).get("status").asText()).isEqualTo("active"));
        assertThat(Dump.column(NOTHING_SETTLED_BADLY)).containsExactly("0");
    }

    @Test
    void aSyncIsDoneWithoutTheRecordThatCannotBeReadAndSaysSo() {
        Map<String, Object> good =
                Map.of(
                        "uri", "https://api.calendly.com/scheduled_events/E/invitees/GOOD",
                        "status", "active",
                        "email", "grace@example.test",
                        "created_at", "2026-02-01T09:30:00.000000Z",
                        "updated_at", "2026-02-01T09:30:00.000000Z");
        Map<String, Object> odd =
                Map.of(
                        "uri", "https://api.calendly.com/scheduled_events/E/invitees/ODD",
                        "status", "active",
                        "created_at", "2026-02-01T09:30:00.000000Z",
                        "updated_at", Map.of("at", "noon"));
        Calendar.fault(
                Map.of(
                        "method",
                        "GET",
                        "path",
                        "/scheduled_events/*/invitees",
                        "times",
                        1,
                        "status",
                        200,
                        "body",
                        Map.of("collection", List.of(odd, good), "pagination", Map.of())));

        Person ada = connected("ada");

        await().untilAsserted(() ->
                assertThat(ada.connection().at("/sync/status").asText()).isEqualTo("done"));
        assertThat(ada.connection().at("/sync/unreadable").asInt()).isEqualTo(1);
        assertThat(ada.meetings().toString()).contains("/invitees/GOOD").doesNotContain("ODD");
    }
}
