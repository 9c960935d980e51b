package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One user's stream at one replica, Calendly's deliveries at another.
class StreamReplicasIT {

    private static final int BOOKINGS = 30;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void tellsWhatHappensAtOtherReplicasOnceAndAllOfIt() {
        try (Installation installation = Installation.create();
                ServiceProcess receiving = installation.start(Map.of());
                ServiceProcess streaming = installation.startReplica()) {
            Person olivia = synced(receiving).at(streaming);
            List<String> booked = new ArrayList<>();
            List<EventStream.Event> told = new ArrayList<>();
            String lastId;
            try (EventStream stream = olivia.stream(Map.of())) {
                await().atMost(SOON).untilAsserted(() -> assertThat(stream.all()).isNotEmpty());
                book(booked);
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(stream.named("meeting"))
                                        .hasSizeGreaterThan(BOOKINGS / 2));
                lastId = stream.lastId();
                told.addAll(upTo(lastId, stream.named("meeting")));
            }
            book(booked);

            try (EventStream stream = olivia.stream(Map.of("Last-Event-ID", lastId))) {
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(uris(together(told, stream)))
                                        .containsExactlyInAnyOrderElementsOf(booked));
                assertThat(ids(together(told, stream))).isSorted().doesNotHaveDuplicates();

                loseTheListeners();
                book(booked);
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(uris(together(told, stream)))
                                        .containsExactlyInAnyOrderElementsOf(booked));
                streaming.stop();
                await().atMost(SOON).untilAsserted(() -> assertThat(stream.ended()).isTrue());
            }
            assertThat(streaming.awaitExit()).isIn(0, 143);
        }
    }

    private static Person synced(ServiceProcess service) {
        Person person = Person.newcomer().at(service);
        person.connect("ada");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(person.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
        return person;
    }

    private static void loseTheListeners() {
        Dump.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'calendly-connect notices'");
    }

    /// Each booking at another time, so that each is one change of one meeting.
    private static void book(List<String> booked) {
        for (int booking = 0; booking < BOOKINGS; booking++) {
            booked.add(Calendar.book("ada-office", "Guest " + booking).event());
        }
    }

    private static List<EventStream.Event> together(
            List<EventStream.Event> told, EventStream stream) {
        List<EventStream.Event> all = new ArrayList<>(told);
        all.addAll(stream.named("meeting"));
        return all;
    }

    private static List<EventStream.Event> upTo(String lastId, List<EventStream.Event> events) {
        long last = Long.parseLong(lastId);
        return events.stream().filter(event -> id(event) <= last).toList();
    }

    private static List<String> uris(List<EventStream.Event> events) {
        return events.stream()
                .map(event -> event.data().get("calendly_event_uri").asText())
                .toList();
    }

    private static List<Long> ids(List<EventStream.Event> events) {
        return events.stream().map(StreamReplicasIT::id).toList();
    }

    private static long id(EventStream.Event event) {
        return Long.parseLong(java.util.Objects.requireNonNull(event.id()));
    }
}
