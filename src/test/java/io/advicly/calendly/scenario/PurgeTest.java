package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who leaves and wants nothing to stay.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class PurgeTest {

    private static final String PURGE = "/api/calendly/connection?purge=true";

    private final Person olivia = Person.newcomer();
    private final Person alan = Person.newcomer();

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
        Dump.execute("TRUNCATE calendly_webhook_deliveries");
    }

    @AfterEach
    void calendlyIsBack() {
        Calendar.clearFaults();
    }

    @Test
    void nothingOfTheirsStaysAndNothingOfOthersGoes() {
        // Given
        olivia.connect("ada");
        alan.connect("alan");
        Calendar.Booking hers = Calendar.bookWith("ada", "Grace Hopper");
        Calendar.Booking his = Calendar.bookWith("alan", "Edsger Dijkstra");
        await().untilAsserted(() -> {
            Ours.meeting(olivia, hers);
            Ours.meeting(alan, his);
        });
        for (Person each : List.of(olivia, alan)) {
            await().untilAsserted(() ->
                    assertThat(each.connection().at("/sync/status").asText()).isEqualTo("done"));
        }
        List<String> onlyHers = personalOf(olivia);
        onlyHers.removeAll(personalOf(alan));
        assertThat(onlyHers).anyMatch(it -> it.startsWith("http")).anyMatch(it -> it.contains("@"));
        String joinUrl = Ours.meeting(alan, his).at("/location/type").asText();
        assertThat(Dump.ofEverything()).contains("Grace Hopper", hers.event(), "ada@");
        // When
        olivia.delete(PURGE).expect(204);
        // Then
        await().untilAsserted(() -> {
            String left = Dump.ofEverything();
            assertThat(left)
                    .doesNotContain("Grace Hopper", hers.event())
                    .contains("Edsger Dijkstra", his.event());
            assertThat(linesWith(left, "ada@"))
                    .as("what they host together is his too")
                    .allMatch(line ->
                            (line.startsWith("meetings ") || line.startsWith("events"))
                                    && line.contains(alan.user()));
            for (String gone : onlyHers) {
                assertThat(left).doesNotContain(gone);
            }
            assertOnlyWhoDidWhatIsLeft(left);
        });
        assertThat(olivia.connection().get("status").asText()).isEqualTo("not_connected");
        assertThat(Ours.meeting(alan, his).at("/location/type").asText()).isEqualTo(joinUrl);
        Acts.assertActive(alan);
    }

    @Test
    void whoHasLeftAlreadyMayPurgeLater() {
        // Given
        olivia.connect("ada");
        await().untilAsserted(() -> assertThat(olivia.meetings()).isNotEmpty());
        olivia.delete("/api/calendly/connection").expect(204);
        // When
        olivia.delete(PURGE).expect(204);
        // Then
        await().untilAsserted(() -> assertOnlyWhoDidWhatIsLeft(Dump.ofEverything()));
        olivia.delete(PURGE).expect(204);
    }

    /// Whatever is written between the question and its answer, or after it.
    @Test
    void whatIsUnderWayIsNotStoredAfterwards() throws Exception {
        // Given
        olivia.connect("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> Ours.meeting(olivia, booking));
        try (Connection held = DriverManager.getConnection(Surroundings.jdbcUrl())) {
            held.setAutoCommit(false);
            held.createStatement().execute("LOCK TABLE meeting_lock_rows IN EXCLUSIVE MODE");
            Calendar.cancel(booking);
            await().untilAsserted(() ->
                    assertThat(Dump.column("SELECT 1 FROM pg_locks WHERE NOT granted"))
                            .isNotEmpty());
            Calendar.fault(Map.of("endpoint", "revoke", "status", 503, "times", -1));
            // When
            olivia.delete(PURGE).expect(204);
            held.rollback();
        }
        // Then
        await().untilAsserted(() -> assertThat(olivia.meetings()).isEmpty());
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT 1 FROM pg_locks WHERE NOT granted")).isEmpty());
        assertThat(Dump.count("meetings")).isZero();
        assertThat(Dump.count("meeting_outbox")).isZero();
    }

    @Test
    void aConsentThatIsAskedForIsForgotten() {
        // Given
        var _ = olivia.askToConnect();
        // When
        olivia.delete(PURGE).expect(204);
        // Then
        assertThat(linesWith(Dump.ofEverything(), olivia.user())).isEmpty();
    }

    @Test
    void theSweepFinishesWhatCalendlyHeldUp() {
        // Given
        olivia.connect("ada");
        await().untilAsserted(() -> assertThat(olivia.meetings()).isNotEmpty());
        Calendar.fault(Map.of("endpoint", "revoke", "status", 503, "times", -1));
        // When
        olivia.delete(PURGE).expect(204);
        // Then
        await().untilAsserted(() -> {
            assertThat(olivia.meetings()).isEmpty();
            assertThat(Dump.ofEverything()).doesNotContain("ada@");
        });
        // When
        Calendar.clearFaults();
        Ours.makeDue();
        // Then
        await().untilAsserted(() -> assertThat(Dump.count("calendar_connections")).isZero());
        assertThat(Calendar.livingGrants("ada")).isZero();
    }

    @Test
    void whoConnectsAgainIsLikeNew() {
        // Given
        olivia.connect("ada");
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT DISTINCT state FROM sync_jobs"))
                        .containsExactly("done"));
        int before = olivia.meetings().size();
        olivia.delete(PURGE).expect(204);
        // When
        olivia.connect("ada");
        // Then
        await().untilAsserted(() -> assertThat(olivia.meetings()).hasSize(before));
        assertThat(olivia.connection().at("/account/email").asText()).startsWith("ada@");
    }

    @Test
    void anotherUserOfTheSameAccountKeepsEverything() {
        // Given
        olivia.connect("ada");
        alan.connect("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> {
            Ours.meeting(olivia, booking);
            Ours.meeting(alan, booking);
        });
        // When
        olivia.delete(PURGE).expect(204);
        // Then
        assertThat(Ours.meeting(alan, booking).findValuesAsText("name")).contains("Grace Hopper");
        assertThat(
                        Dump.column(
                                "SELECT 1 FROM calendly_webhook_deliveries WHERE convert_from(body, 'UTF8') LIKE '%Grace Hopper%'"))
                .isNotEmpty();
        Acts.assertActive(alan);
    }

    private void assertOnlyWhoDidWhatIsLeft(String dump) {
        assertThat(linesWith(dump, olivia.user()))
                .as("who did what stays, and that it was told, and nothing else")
                .allMatch(line -> line.startsWith("audit_events ") || line.startsWith("events"));
    }

    /// Links to join, what it is in the calendar, invitees' names, addresses and links.
    private static List<String> personalOf(Person person) {
        List<String> all = new ArrayList<>();
        for (JsonNode meeting : person.meetings()) {
            all.addAll(meeting.get("location").findValuesAsText("join_url"));
            all.addAll(meeting.get("calendar_event").findValuesAsText("external_id"));
            all.addAll(meeting.get("invitees").findValuesAsText("cancel_url"));
            all.addAll(meeting.get("invitees").findValuesAsText("email"));
            all.addAll(meeting.get("invitees").findValuesAsText("name"));
        }
        // A link that is not ready, and somebody who is everybody's guest.
        all.removeAll(List.of("null", "", "grace@example.test"));
        return all;
    }

    private static List<String> linesWith(String dump, String text) {
        return dump.lines().filter(line -> line.contains(text)).toList();
    }
}
