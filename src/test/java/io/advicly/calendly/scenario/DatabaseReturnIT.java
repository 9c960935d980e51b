package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The database comes back, and everybody has waited for it: callers who never pause, and work that
/// became due meanwhile. What is counted is bounded by how long it took, not the other way round.
class DatabaseReturnIT {

    private static final int PEOPLE = 5;
    private static final int CALLERS = 20;
    private static final int OFTEN = 200;

    /// What a replica has at most (docs/operations.md).
    private static final int CONNECTIONS = 22;

    /// One try of the pools in a tenth of a second; two of who listens, one of who looks whether
    /// writing works.
    private static final int TRIES_A_SECOND = 10 + 2 + 1;

    /// Kinds of lines, each once a minute.
    private static final int KINDS = 60;

    private static final String DUE =
            """
            SELECT organization_uri FROM calendly_organizations WHERE due_at <= now()
            UNION ALL SELECT id::text FROM calendar_connections WHERE next_refresh_at <= now()\
            """;

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void isNoStorm() throws InterruptedException {
        try (Installation installation = Installation.create();
                KillablePostgres database = KillablePostgres.start();
                TcpProxy proxy = TcpProxy.to(database.port());
                ServiceProcess service = installation.startOn(database, through(proxy))) {
            List<Person> people = connected();
            becomeDue();
            int lines = ServiceProcess.logLines().size();
            long began = System.nanoTime();
            List<String> again = database.kill();
            int before = proxy.accepted();
            long away = System.nanoTime();
            List<Thread> callers = call(people);
            await().until(() -> refused.get() > OFTEN && secondsSince(away) > 5);
            assertThat(proxy.accepted() - before)
                    .as("tries to connect while it is away")
                    .isLessThanOrEqualTo(mostTries(CONNECTIONS, away));

            int calls = calls();
            int tries = proxy.accepted();
            long back = System.nanoTime();
            database.startAgain(again);
            await().until(service::isReady);
            int most = mostTries(2 * CONNECTIONS, back);
            served.set(0);
            await().until(() -> served.get() > OFTEN);
            awaitDone();
            end(callers);

            assertThat(proxy.accepted() - tries)
                    .as("tries to connect since it is back")
                    .isLessThanOrEqualTo(most);
            assertThat(other).as("neither 200 nor 503").hasValue(0);
            assertThat(calls() - calls).as("calls of Calendly").isBetween(PEOPLE, 6 * PEOPLE);
            assertCalm(lines, began);
        }
    }

    private void end(List<Thread> callers) throws InterruptedException {
        over.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static void assertCalm(int lines, long began) {
        List<String> told = ServiceProcess.logLines();
        assertThat(told.subList(lines, told.size()))
                .hasSizeLessThan(KINDS * (1 + secondsSince(began) / 60))
                .noneMatch(line -> line.contains("\"ERROR\""));
    }

    private static int secondsSince(long nanos) {
        return Math.toIntExact((System.nanoTime() - nanos) / 1_000_000_000);
    }

    private static int mostTries(int connections, long since) {
        return connections + TRIES_A_SECOND * (1 + secondsSince(since));
    }

    private static Map<String, String> through(TcpProxy proxy) {
        Map<String, String> more = new HashMap<>(Installation.LIMITS_AS_SHIPPED);
        more.put(
                "quarkus.datasource.reactive.url",
                "postgresql://localhost:%d/postgres".formatted(proxy.port()));
        return more;
    }

    private static List<Person> connected() {
        Calendar.control(
                "POST",
                "/_control/seed",
                Map.of("prefix", "back", "users_per_organization", PEOPLE, "events_per_user", 1),
                200,
                201);
        List<Person> people =
                IntStream.rangeClosed(1, PEOPLE).mapToObj(DatabaseReturnIT::connected).toList();
        people.forEach(Nights::awaitRead);
        return people;
    }

    /// Limits are short here, and a machine may be busy.
    private static Person connected(int number) {
        Person person = Person.newcomer();
        return await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(
                        () -> {
                            var _ = person.connect("back-1-" + number);
                            return person;
                        },
                        it -> it.connection().get("status").asText().equals("active"));
    }

    /// While it is away.
    private static void becomeDue() {
        Dump.execute(
                "UPDATE calendar_connections SET next_refresh_at = now() + interval '3 seconds'");
        Dump.execute(
                "UPDATE calendly_organizations SET due_at = now() + interval '3 seconds', marks = marks + 1");
    }

    private static void awaitDone() {
        await().atMost(Duration.ofMinutes(3)).until(() -> Dump.column(DUE), List::isEmpty);
    }

    private List<Thread> call(List<Person> people) {
        List<Thread> callers = new ArrayList<>();
        for (int number = 0; number < CALLERS; number++) {
            Person person = people.get(number % PEOPLE);
            callers.add(Thread.ofVirtual().start(() -> call(person)));
        }
        return callers;
    }

    private void call(Person person) {
        while (!over.get()) {
            switch (person.get("/api/meetings").status()) {
                case 200 -> served.incrementAndGet();
                case 503 -> refused.incrementAndGet();
                default -> other.incrementAndGet();
            }
        }
    }

    private static int calls() {
        return List.of("token", "users_me", "webhook_list", "webhook_create", "scheduled_events")
                .stream()
                .mapToInt(endpoint -> Calendar.requests(endpoint).size())
                .sum();
    }
}
