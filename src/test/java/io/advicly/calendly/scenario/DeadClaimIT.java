package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.assertNoGapIsOpen;
import static io.advicly.calendly.scenario.Acts.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A process dies while it reconciles an organization.
@Tag("jar")
class DeadClaimIT {

    @Test
    void anotherReplicaGoesOnWithinSeconds() {
        try (Installation installation = Installation.create();
                ServiceProcess doomed = installation.start(Map.of());
                ServiceProcess other =
                        installation.startReplica(Map.of("calendly.sweep.every", "1h"))) {
            Person olivia = connected("ada");
            Acts.lose(Acts.only());
            Calendar.fault(Map.of("endpoint", "webhook_list", "delay_ms", 9000, "times", 1));
            Dump.execute("UPDATE calendly_organizations SET due_at = now(), marks = marks + 1");
            await().atMost(Acts.LONG)
                    .until(() ->
                            Calendar.control("GET", "/_control/faults", null, 200)
                                    .get("faults")
                                    .isEmpty());

            assertThat(
                            Dump.column(
                                    "SELECT (claimed_until <= now() + interval '10 seconds')::text"
                                            + " FROM calendly_organizations WHERE claimed_until > now()"))
                    .as("it has the claim, and not for long")
                    .containsExactly("true");

            doomed.kill();

            // Whoever asks for a look gets it from the replica that is left.
            olivia.at(other).post("/api/calendly/connection", Map.of()).expect(200);
            await().atMost(Acts.LONG)
                    .untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
            assertNoGapIsOpen();
            try (ServiceProcess _ = installation.start(Map.of())) {
                assertDelivered(olivia, "ada");
            }
        }
    }
}
