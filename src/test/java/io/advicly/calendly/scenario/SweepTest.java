package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens at Calendly behind our back is healed.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class SweepTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void replacesADisabledSubscriptionAndReadsTheGap() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        JsonNode lost = Acts.only();
        Calendar.control(
                "PATCH",
                "/_control/subscriptions/" + lost.get("id").asText(),
                Map.of("state", "disabled"),
                200);
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");

        Ours.makeDue();

        await().untilAsserted(() ->
                assertThat(Ours.subscriptions())
                        .singleElement()
                        .satisfies(it -> {
                            assertThat(it.get("state").asText()).isEqualTo("active");
                            assertThat(it.get("id").asText()).isNotEqualTo(lost.get("id").asText());
                        }));
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, missed)).isNotNull());
        Acts.assertActive(olivia);
    }

    @Test
    void replacesASubscriptionThatIsGone() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Calendar.control(
                "DELETE",
                "/_control/subscriptions/" + Acts.only().get("id").asText(),
                null,
                200,
                204);
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");

        Ours.makeDue();

        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, missed)).isNotNull());
    }

    @Test
    void showsDegradedWhileCalendlyCannotBeAskedToHeal() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Calendar.fault(Map.of("endpoint", "webhook_create", "status", 503, "times", -1));
        Calendar.control(
                "PATCH",
                "/_control/subscriptions/" + Acts.only().get("id").asText(),
                Map.of("state", "disabled"),
                200);

        Ours.makeDue();

        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText()).isEqualTo("degraded"));
        assertThat(olivia.connection().get("reason").asText()).isNotEmpty();
        Calendar.clearFaults();
        Ours.makeDue();
        await().untilAsserted(() ->
                assertThat(olivia.connection().get("status").asText()).isEqualTo("active"));
        assertThat(Ours.subscriptions()).hasSize(1);
    }
}
