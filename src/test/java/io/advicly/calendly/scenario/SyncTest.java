package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calendars are read: at night, at a pace that leaves others their share, and side by side.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class SyncTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void readsEverybodysCalendarAtNight() {
        Person olivia = connected("ada");
        Person left = connected("gina");
        left.delete("/api/calendly/connection").expect(204);
        Calendar.switchTo("hold_deliveries", true);
        Calendar.Booking missed = Calendar.book("ada-intro", "Missed Guest");

        Dump.execute("UPDATE sync_schedules SET next_at = now()");

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(Ours.meeting(olivia, missed).get("status").asText())
                                .isEqualTo("active"));
        assertThat(Dump.column("SELECT kind FROM sync_jobs WHERE kind = 'nightly'")).hasSize(1);
        assertThat(Dump.column("SELECT (next_at > now())::text FROM sync_schedules"))
                .containsExactly("true");
    }

    @Test
    void forgetsJobsThatEndedLongAgo() {
        var _ = connected("ada");
        Dump.execute("UPDATE sync_jobs SET created_at = now() - interval '31 days'");

        Dump.execute("UPDATE sync_schedules SET next_at = now()");

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(Dump.column("SELECT kind || ' ' || state FROM sync_jobs"))
                                .containsExactly("nightly done"));
    }

    @Test
    void leavesAShareOfTheCallsToOthers() {
        seed("slow", 60);
        Calendar.switchTo("rate_limit_paid", 30);
        Person olivia = Person.newcomer();

        olivia.connect("slow-1-1");

        await().untilAsserted(() -> {
            assertThat(
                            Dump.column(
                                    "SELECT state FROM sync_jobs WHERE meetings > 5"
                                            + " AND page_from IS NOT NULL AND due_at > now() + interval '5 seconds'"))
                    .containsExactly("pending");
            assertThat(invitees("slow-1-1")).hasSizeBetween(6, 24);
            assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("pending");
            assertThat(olivia.connection().at("/sync/events").asInt()).isBetween(6, 24);
        });
        assertThat(invitees("slow-1-1")).allMatch(it -> it.get("status").asInt() == 200);
    }

    /// A sync of somebody who was there before may have a call under way still.
    private static List<JsonNode> invitees(String account) {
        return Calendar.requests("invitees").stream()
                .filter(it -> it.path("account").asText().equals(account))
                .toList();
    }

    @Test
    void aBadCalendarAndABigOneKeepNobodyWaiting() {
        seed("big", 400);
        Calendar.switchTo("rate_limit_paid", 0);
        Calendar.fault(
                Map.of("path", "/scheduled_events/globex-1/invitees", "status", 500, "times", 50));
        Person.newcomer().connect("gina");
        Person big = Person.newcomer();
        big.connect("big-1-1");

        Person small = connected("ada");

        assertThat(small.meetings()).isNotEmpty();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(big.connection().at("/sync/status").asText()).isEqualTo("done"));
        assertThat(big.connection().at("/sync/pages").asInt()).isEqualTo(4);
        assertThat(big.connection().at("/sync/events").asInt())
                .isEqualTo(big.connection().at("/sync/meetings").asInt());
    }

    private static Person connected(String account) {
        Person person = Person.newcomer();
        person.connect(account);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(person.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
        return person;
    }

    private static void seed(String prefix, int events) {
        Calendar.control(
                "POST",
                "/_control/seed",
                Map.of(
                        "prefix",
                        prefix,
                        "organizations",
                        1,
                        "users_per_organization",
                        1,
                        "events_per_user",
                        events),
                200,
                201);
    }
}
