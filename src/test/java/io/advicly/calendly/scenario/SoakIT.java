package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/// Weeks in minutes: 500 connections whose access tokens live half a minute, refreshed in the
/// background by two processes that are stopped and started again and again, while people use them.
/// Nobody loses a connection, and Calendly never sees a refresh token twice.
///
/// Half a minute, or as long as `-Dsoak=PT30M` says.
class SoakIT {

    private static final Logger LOG = Logger.getLogger(SoakIT.class);

    private static final Duration LENGTH = Duration.parse(System.getProperty("soak", "PT30S"));
    private static final int ORGANIZATIONS = 50;
    private static final int USERS_EACH = 10;
    private static final int TOKEN_SECONDS = 30;
    private static final int CALLERS = 4;

    /// A busy machine is no outage of Calendly.
    private static final Map<String, String> PATIENT = Map.of("calendly.http.call-timeout", "60s");

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger postponed = new AtomicInteger();
    private volatile boolean over;

    /// Two processes that take turns in being away.
    private static final class Replicas implements AutoCloseable {

        private final Installation installation;
        private volatile ServiceProcess main;
        private volatile ServiceProcess other;

        Replicas(Installation installation) {
            this.installation = installation;
            main = installation.start(PATIENT);
            other = installation.startReplica(PATIENT);
        }

        ServiceProcess any() {
            return ThreadLocalRandom.current().nextBoolean() ? main : other;
        }

        void restart(int turn) {
            if (turn % 2 == 0) {
                main.stop();
                main = installation.start(PATIENT);
            } else {
                other.stop();
                other = installation.startReplica(PATIENT);
            }
        }

        @Override
        public void close() {
            main.close();
            other.close();
        }
    }

    @Test
    void nobodyIsLost() throws Exception {
        try (Installation installation = Installation.create();
                Replicas replicas = new Replicas(installation)) {
            Calendar.switchTo("token_limit_per_minute", 8);
            List<Person> people = connectEverybody(replicas);
            Calendar.switchTo("access_token_seconds", TOKEN_SECONDS);
            Dump.execute(
                    "UPDATE calendar_connections SET next_refresh_at = now() + random() * interval"
                            + " '20 seconds'");
            long before = versions();

            int restarts = soak(people, replicas);

            long refreshes = versions() - before;
            LOG.infof(
                    "soak: %s, %d connections, %d refreshes, %d calls (%d cut off, %d postponed),"
                            + " %d restarts",
                    LENGTH,
                    people.size(),
                    refreshes,
                    calls.get(),
                    cut.get(),
                    postponed.get(),
                    restarts);
            assertThat(Dump.column("SELECT status, count(*) FROM calendar_connections GROUP BY 1"))
                    .containsExactly("ACTIVE");
            assertThat(Dump.count("calendar_connections")).isEqualTo(people.size());
            assertThat(refreshes).isGreaterThan(people.size());
            assertThat(restarts).isPositive();
        }
    }

    private static List<Person> connectEverybody(Replicas replicas) {
        List<Person> people = new ArrayList<>();
        List<Callable<URI>> connects = new ArrayList<>();
        for (String account : Crowd.plant("soak", ORGANIZATIONS, USERS_EACH, 1)) {
            Person person = Person.newcomer().at(replicas.any());
            people.add(person);
            connects.add(() -> person.connect(account));
        }
        assertThat(Crowd.all(CALLERS, connects))
                .allMatch(it -> "calendly=connected".equals(it.getQuery()));
        return people;
    }

    /// @return how often a process was stopped and started again
    private int soak(List<Person> people, Replicas replicas) throws Exception {
        Instant end = Instant.now().plus(LENGTH);
        int restarts = 0;
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                all.add(callers.submit(() -> callUntilOver(people, replicas)));
            }
            while (Instant.now().isBefore(end)) {
                replicas.restart(restarts++);
                assertNothingRefused();
            }
            over = true;
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertNothingRefused();
        return restarts;
    }

    private void callUntilOver(List<Person> people, Replicas replicas) {
        while (!over) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            Person person = people.get(random.nextInt(people.size()));
            try {
                Http.Reply reply = call(person, replicas.any(), random.nextInt(10));
                calls.incrementAndGet();
                if (reply.status() == 503) {
                    postponed.incrementAndGet();
                } else {
                    assertThat(reply.status()).as(reply.raw().body()).isIn(200, 202);
                    assertThat(reply.raw().body()).doesNotContain("authorization_required");
                }
            } catch (UncheckedIOException stopped) {
                cut.incrementAndGet();
            }
        }
    }

    private static Http.Reply call(Person person, ServiceProcess replica, int dice) {
        if (dice == 0) {
            return Http.post(replica.at("/api/calendly/connection"), Map.of(), person.headers());
        }
        return dice < 6
                ? Http.post(replica.at("/api/calendly/connection/sync"), Map.of(), person.headers())
                : Http.get(replica.at("/api/calendly/connection"), person.headers());
    }

    private static long versions() {
        return Long.parseLong(
                Dump.column("SELECT sum(token_version) FROM calendar_connections").getFirst());
    }

    private static void assertNothingRefused() {
        List<JsonNode> calls = Calendar.requests("token");
        Set<String> refused =
                calls.stream()
                        .filter(it -> it.get("status").asInt() == 400)
                        .map(it -> it.get("account").asText())
                        .collect(Collectors.toSet());
        assertThat(calls)
                .filteredOn(it -> refused.contains(it.get("account").asText()))
                .as("token calls of those accounts of which Calendly refused one")
                .isEmpty();
    }
}
