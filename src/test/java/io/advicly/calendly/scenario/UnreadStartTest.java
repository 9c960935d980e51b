package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertNoGapIsOpen;
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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calendly's list of events is away, for longer than a sync is tried, just when somebody begins
/// who is delivered to at once: what was booked before is read all the same once it is back.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class UnreadStartTest {

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
    void aMemberOfAServedOrganizationIsReadOnceCalendlyIsBack() {
        assertActive(connected("ada"));
        eventsAreAway();

        Person mia = connected("mia");

        assertReadLater(mia);
    }

    @Test
    void whoIsMovedToAServedOrganizationIsReadOnceCalendlyIsBack() {
        assertActive(connected("gina"));
        Person max = connected("max");
        awaitRead(max);
        Calendar.control("PATCH", "/_control/accounts/max", Map.of("organization", "globex"), 200);
        eventsAreAway();

        max.post("/api/calendly/connection", Map.of()).expect(200);

        assertReadLater(max);
    }

    @Test
    void whoComesBackIsReadOnceCalendlyIsBack() {
        assertActive(connected("ada"));
        Person mia = connected("mia");
        awaitRead(mia);
        mia.delete("/api/calendly/connection").expect(204);
        Calendar.Booking missed = Calendar.bookWith("mia", "Missed Guest");
        eventsAreAway();

        mia.connect("mia");

        assertReadLater(mia);
        assertThat(Ours.meeting(mia, missed).get("status").asText()).isEqualTo("active");
    }

    @Test
    void isReadOnceWhereNothingIsAway() {
        assertActive(connected("ada"));

        Person mia = connected("mia");

        awaitRead(mia);
        assertNoGapIsOpen();
        assertThat(
                        Dump.column(
                                "SELECT j.kind || ' ' || j.state FROM sync_jobs j JOIN calendar_connections c"
                                        + " ON c.id = j.connection_id WHERE c.calendly_user_uri LIKE '%/mia'"))
                .containsExactly("initial done");
    }

    private static void eventsAreAway() {
        Calendar.fault(Map.of("endpoint", "scheduled_events", "status", 503, "times", -1));
    }

    private static void assertReadLater(Person person) {
        await().untilAsserted(() -> {
            lastAttempt();
            assertThat(status(person)).isEqualTo("failed");
        });
        assertThat(Dump.column("SELECT 1 FROM delivery_gaps")).as("noted as unread").isNotEmpty();

        Calendar.clearFaults();
        Dump.execute(
                "UPDATE sync_jobs SET finished_at = finished_at - interval '3 hours' WHERE state = 'failed'");

        awaitRead(person);
        assertThat(person.meetings()).isNotEmpty();
        assertNoGapIsOpen();
    }

    /// The pauses between attempts pass.
    private static void lastAttempt() {
        Dump.execute(
                "UPDATE sync_jobs SET due_at = now(), attempts = 7 WHERE state = 'pending' AND claimed_by IS NULL");
    }

    private static void awaitRead(Person person) {
        await().untilAsserted(() -> {
            Dump.execute(
                    "UPDATE sync_jobs SET due_at = now() WHERE state = 'pending' AND claimed_by IS NULL");
            assertThat(status(person)).isEqualTo("done");
        });
    }

    private static String status(Person person) {
        return person.connection().at("/sync/status").asText();
    }
}
