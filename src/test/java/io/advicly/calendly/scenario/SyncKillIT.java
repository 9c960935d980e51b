package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Big calendars: read with little memory, and read to the end however often the service dies.
///
/// Big is 2,000 events, or as many as `-Dsync.events=10000` says.
class SyncKillIT {

    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Map<String, String> WHOLE_CALENDAR =
            Map.of("calendly.sync.past", "2000d", "calendly.sync.future", "3000d");

    @Test
    void endsWithTheSameMeetingsHoweverOftenItIsKilled() {
        int events = 1_200;
        Random random = new Random(7);
        try (Installation installation = Installation.create()) {
            seed(events);
            Person undisturbed = Person.newcomer();
            Person disturbed = Person.newcomer();
            try (ServiceProcess service = installation.start(WHOLE_CALENDAR)) {
                undisturbed.at(service).connect("big-1-1");
                await().atMost(LONG).untilAsserted(() -> assertSync(undisturbed, "done"));
                disturbed.at(service).connect("big-1-1");
                killAfterMore(service, disturbed, 1, events);
            }
            for (int kill = 0; kill < 5; kill++) {
                try (ServiceProcess service = installation.start(WHOLE_CALENDAR)) {
                    killAfterMore(service, disturbed, 1 + random.nextInt(events / 8), events);
                }
            }
            try (ServiceProcess service = installation.start(WHOLE_CALENDAR)) {
                await().atMost(LONG).untilAsserted(() -> assertSync(disturbed.at(service), "done"));
            }

            List<String> expected = meetings(undisturbed);
            assertThat(expected).hasSize(events);
            assertThat(meetings(disturbed)).isEqualTo(expected);
        }
    }

    @Test
    void readsABigCalendarWithLittleMemory() {
        int events = Integer.getInteger("sync.events", 2_000);
        try (Installation installation = Installation.create()) {
            seed(events);
            try (ServiceProcess service =
                    installation.startWithHeap(
                            96,
                            Map.of(
                                    "calendly.sync.past",
                                    "2000d",
                                    "calendly.sync.future",
                                    "3000d"))) {
                Person olivia = Person.newcomer().at(service);
                olivia.connect("big-1-1");

                await().atMost(LONG).untilAsserted(() -> assertSync(olivia, "done"));

                assertThat(olivia.connection().at("/sync/events").asInt()).isEqualTo(events);
                assertThat(olivia.connection().at("/sync/pages").asInt()).isEqualTo(events / 100);
                assertThat(Dump.count("meetings")).isEqualTo(events);
                assertThat(Dump.count("meeting_invitees")).isEqualTo(events);
            }
        }
    }

    /// Or once all are there, should they have come faster than anybody could look.
    private static void killAfterMore(
            ServiceProcess service, Person person, int meetings, int all) {
        long enough = Math.min(count(person) + meetings, all);
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(count(person)).isGreaterThanOrEqualTo(enough));
        service.kill();
    }

    private static long count(Person person) {
        return Long.parseLong(
                Dump.column(
                                "SELECT count(*) FROM meetings WHERE user_id = '%s'"
                                        .formatted(person.user()))
                        .getFirst());
    }

    /// Everything about a connection's meetings that does not depend on when they were stored.
    private static List<String> meetings(Person person) {
        return Dump.column(
                """
                SELECT concat_ws(' ', m.calendly_event_uri, m.name, m.status, m.start_time, m.end_time, m.location,
                                 m.hosts, m.source_updated_at, i.invitees)
                FROM meetings m, LATERAL (
                  SELECT string_agg(concat_ws(' ', calendly_invitee_uri, email, name, status, rescheduled, old_invitee,
                                              new_invitee, no_show, cancellation, questions_and_answers, tracking,
                                              source_updated_at), ' ' ORDER BY calendly_invitee_uri) AS invitees
                  FROM meeting_invitees WHERE meeting_id = m.id) i
                WHERE m.user_id = '%s' ORDER BY 1\
                """
                        .formatted(person.user()));
    }

    private static void assertSync(Person person, String status) {
        assertThat(person.connection().at("/sync/status").asText()).isEqualTo(status);
    }

    private static void seed(int events) {
        Calendar.switchTo("rate_limit_paid", 0);
        Calendar.control(
                "POST",
                "/_control/seed",
                Map.of(
                        "prefix",
                        "big",
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
