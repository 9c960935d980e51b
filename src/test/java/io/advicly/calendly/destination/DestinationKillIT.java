package io.advicly.calendly.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Two replicas send to ten destinations, three of which are dead, and one replica or the other is
/// killed again and again.
class DestinationKillIT {

    private static final int SUBJECTS = 40;
    private static final int EVENTS = 4_000;
    private static final int TOGETHER = 50;
    private static final int KILLS = 5;

    private static String happening(int first, int last) {
        return """
        INSERT INTO event_drafts (tenant_id, type, subject, data)
        SELECT 'acme', 'meeting.updated', 'm' || n %% %1$d,
          jsonb_build_object('number', n, 'about', 'm' || n %% %1$d)
        FROM generate_series(%2$d, %3$d) AS n ORDER BY n\
        """
                .formatted(SUBJECTS, first, last);
    }

    private final Random random = new Random(20260204);

    @Test
    void losesNothingAndRepeatsOnlyUnderTheSameId() {
        List<EventReceiver> alive = Stream.generate(EventReceiver::new).limit(7).toList();
        try (Installation installation = Installation.create()) {
            List<ServiceProcess> replicas = new ArrayList<>();
            replicas.add(installation.start(Map.of("calendly.destinations.allow-private", "true")));
            replicas.add(
                    installation.startReplica(
                            Map.of("calendly.destinations.allow-private", "true")));
            Person person = Person.backend("acme");
            MachineCaller backend =
                    new MachineCaller(
                            replicas.getFirst().at("/"),
                            "acme",
                            Objects.requireNonNull(person.headers().get("Authorization")));
            alive.forEach(receiver -> backend.create(receiver.url()));
            List<String> dead =
                    Stream.of(1, 2, 3)
                            .map(port ->
                                    backend.create("http://127.0.0.1:" + port + "/events")
                                            .get("id")
                                            .asText())
                            .toList();

            for (int first = 0; first < EVENTS; first += TOGETHER) {
                Dump.execute(happening(first, first + TOGETHER - 1));
                if (first / TOGETHER % (EVENTS / TOGETHER / KILLS) == 5) {
                    killOne(installation, replicas);
                }
            }

            assertAllCame(alive);
            MachineCaller there =
                    new MachineCaller(replicas.getLast().at("/"), "acme", backend.authorization());
            assertThat(dead).allSatisfy(id -> assertThat(there.behind(id)).isEqualTo(EVENTS));
            replicas.forEach(ServiceProcess::close);
        } finally {
            alive.forEach(EventReceiver::close);
        }
    }

    private static void assertAllCame(List<EventReceiver> alive) {
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() ->
                        assertThat(alive)
                                .allSatisfy(one ->
                                        assertThat(byId(one).keySet())
                                                .as(DestinationKillIT::whatFailed)
                                                .hasSize(EVENTS)));
        assertThat(alive).allSatisfy(DestinationKillIT::assertInOrder);
        List<String> ids =
                Dump.column(
                        "SELECT 'evt_' || lpad(position::text, 19, '0') FROM events ORDER BY 1");
        assertThat(alive)
                .allSatisfy(one ->
                        assertThat(byId(one).keySet()).containsExactlyInAnyOrderElementsOf(ids));
    }

    /// The attempts that failed at whoever always accepts, in the words of their rows.
    private static String whatFailed() {
        return String.join(
                "\n",
                Dump.column(
                        """
                        SELECT concat_ws(' ', count(*), 'x', d.url, a.error, a.status, min(a.duration_ms),
                          max(a.duration_ms), min(a.at), max(a.at))
                        FROM destination_attempts a JOIN destinations d ON d.id = a.destination_id
                        WHERE NOT a.delivered AND d.url !~ ':[123]/'
                        GROUP BY d.url, a.error, a.status
                        """));
    }

    private void killOne(Installation installation, List<ServiceProcess> replicas) {
        ServiceProcess one = replicas.remove(random.nextInt(replicas.size()));
        one.kill();
        one.close();
        replicas.add(
                installation.startReplica(Map.of("calendly.destinations.allow-private", "true")));
    }

    /// What came first under each id.
    private static Map<String, EventReceiver.Got> byId(EventReceiver receiver) {
        Map<String, EventReceiver.Got> first = new LinkedHashMap<>();
        receiver.got().forEach(got -> first.putIfAbsent(got.id(), got));
        return first;
    }

    private static void assertInOrder(EventReceiver receiver) {
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        byId(receiver)
                .values()
                .forEach(got ->
                        numbers.computeIfAbsent(got.about(), any -> new ArrayList<>())
                                .add(got.number()));
        assertThat(numbers)
                .hasSize(SUBJECTS)
                .allSatisfy((about, all) -> assertThat(all).isSorted());
        Map<String, String> bodies = new LinkedHashMap<>();
        receiver.got()
                .forEach(got ->
                        assertThat(bodies.merge(got.id(), got.body(), (old, again) -> old))
                                .as("a repeat is the same")
                                .isEqualTo(got.body()));
    }
}
