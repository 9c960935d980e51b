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
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was booked while deliveries were missed is there once they are not.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class GapRepairTest {

    private final Person olivia = Person.newcomer();

    @BeforeEach
    void connected() {
        CleanSlate.startOver();
        Dump.execute("TRUNCATE delivery_gaps");
        olivia.connect("ada");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(olivia.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
        Calendar.switchTo("hold_deliveries", true);
    }

    @Test
    void whatWasMissedIsReadWhenEverybodyIsServedAgain() {
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");

        gapEnds();

        read(missed);
    }

    @Test
    void aSyncUnderWayWhenTheGapEndsReadsAgainWhatWasBookedInBetween() {
        // Given a sync that has read past where the booking will be
        Dump.execute(
                "INSERT INTO sync_jobs (id, connection_id, kind, state, claim, attempts, window_from, window_to,"
                        + " page_from, due_at, began_at, created_at)"
                        + " SELECT gen_random_uuid(), id, 'repair', 'pending', gen_random_uuid(), 1, now(),"
                        + " now() + interval '365 days', now() + interval '300 days', now() + interval '2 minutes',"
                        + " now(), now() FROM calendar_connections");
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");
        // When
        gapEnds();
        // Then
        read(missed);
        assertThat(Dump.column("SELECT state FROM sync_jobs WHERE kind = 'repair'"))
                .containsExactly("done");
    }

    private static void gapEnds() {
        Dump.execute(
                "INSERT INTO delivery_gaps (connection_id, gap_since, served_since)"
                        + " SELECT id, now() - interval '1 hour', now()"
                        + " FROM calendar_connections ON CONFLICT (connection_id) DO UPDATE"
                        + " SET gap_since = EXCLUDED.gap_since, served_since = EXCLUDED.served_since");
    }

    private void read(Calendar.Booking missed) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(Ours.meeting(olivia, missed).get("status").asText())
                                .isEqualTo("active"));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(Dump.column("SELECT 1 FROM delivery_gaps")).isEmpty());
    }
}
