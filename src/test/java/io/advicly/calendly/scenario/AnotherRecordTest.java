package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.look;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calendly answers a call with the record of something else: whoever takes it for the one that was
/// asked for does to it what was meant for another.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class AnotherRecordTest {

    private static final String THEIRS = "https://product.example.test/hooks/calendly";

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    /// It would be replaced, as it does not deliver to us, and deleted.
    @Test
    void aSubscriptionOfAnotherProductIsNotTakenForTheOneThatIsCreated() {
        Calendar.leave(1, THEIRS, "ada");
        String theirs =
                Calendar.subscriptions().stream()
                        .filter(it -> it.get("callback_url").asText().equals(THEIRS))
                        .map(it -> it.get("uri").asText())
                        .findFirst()
                        .orElseThrow();
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "webhook_create",
                        "times",
                        1,
                        "mangle",
                        List.of(
                                Map.of("field", "uri", "value", theirs),
                                Map.of("field", "callback_url", "value", THEIRS))));

        Person ada = connected("ada");
        for (int i = 0; i < 3; i++) {
            look();
        }

        assertThat(Calendar.subscriptions())
                .extracting(it -> it.get("callback_url").asText())
                .contains(THEIRS);
        assertThat(Ours.subscriptions()).hasSize(1);
        assertActive(ada);
        assertDelivered(ada, "ada");
    }
}
