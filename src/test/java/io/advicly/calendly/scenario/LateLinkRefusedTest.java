package io.advicly.calendly.scenario;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A late link that the first of an event's hosts may not look up.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class LateLinkRefusedTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
        Dump.execute("TRUNCATE meeting_lookups");
    }

    @AfterEach
    void calendlyIsWell() {
        Calendar.clearFaults();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void isLookedUpWithTheNextHostsGrant(int refusal) {
        // Given
        Person ada = Person.newcomer();
        Person alan = Person.newcomer();
        ada.connect("ada");
        alan.connect("alan");
        for (Person host : List.of(ada, alan)) {
            await().untilAsserted(() ->
                    assertThat(host.connection().at("/sync/status").asText()).isEqualTo("done"));
        }
        Calendar.fault(Map.of("endpoint", "scheduled_event", "status", refusal, "times", 1));
        // When
        Calendar.Booking booking = Calendar.book("acme-panel", "Grace Guest");
        // Then
        await().untilAsserted(() ->
                assertThat(
                                Dump.column(
                                        "UPDATE meeting_lookups SET attempts = attempts + 4 RETURNING attempts"))
                        .as("only one attempt is left")
                        .containsExactly("4"));
        await().untilAsserted(() ->
                assertThat(Ours.meeting(ada, booking).at("/location/join_url").asText())
                        .startsWith("http"));
        assertThat(Calendar.requests("scheduled_event")).hasSize(2);
    }
}
