package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import java.time.Duration;
import java.util.List;

/// Syncs, as they end and as they come again at night.
final class Nights {

    private static final Duration LONG = Duration.ofMinutes(3);

    private static final String NOT_READ =
            """
            SELECT c.id FROM calendar_connections c
            WHERE c.is_active AND (
              EXISTS (SELECT FROM sync_jobs j WHERE j.connection_id = c.id AND j.state = 'pending')
              OR NOT EXISTS (SELECT FROM sync_jobs j WHERE j.connection_id = c.id))\
            """;

    private Nights() {}

    /// Somebody who is connected, and whose calendar has been read.
    static Person read(String account) {
        Person person = Acts.connected(account);
        awaitRead(person);
        return person;
    }

    static void awaitRead(Person person) {
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(person.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
    }

    /// Everybody's calendar is read anew, to the end.
    static void passes() {
        awaitEverybodyRead();
        Dump.execute("DELETE FROM sync_jobs");
        Dump.execute("UPDATE sync_schedules SET next_at = now()");
        awaitEverybodyRead();
    }

    private static void awaitEverybodyRead() {
        await().atMost(LONG).until(() -> Dump.column(NOT_READ), List::isEmpty);
    }

    /// An event that the sandbox is planted with.
    static Calendar.Booking planted(String event) {
        return new Calendar.Booking(
                Surroundings.sandbox("/scheduled_events/" + event).toString(), "");
    }
}
