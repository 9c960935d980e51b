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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The database comes back, and everybody has waited for it: callers, and all work that became due
/// meanwhile.
class DatabaseReturnIT {

    private static final int PEOPLE = 5;
    private static final int CALLERS = 20;
    private static final int OFTEN = 300;

    /// What a replica may have, and as many again that were being made.
    private static final int CONNECTIONS = 2 * 22;

    /// Kinds of lines, each once a minute.
    private static final int LINES = 60;

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();

    @Test
    void isNoStorm() throws InterruptedException {
        try (Installation installation = Installation.create();
                KillablePostgres database = KillablePostgres.start();
                TcpProxy proxy = TcpProxy.to(database.port());
                ServiceProcess service = installation.startOn(database, through(proxy))) {
            List<Person> people = connected();
            Ours.makeDue();
            Dump.execute("UPDATE calendar_connections SET next_refresh_at = now()");
            List<String> again = database.kill();
            int lines = ServiceProcess.logLines().size();
            int before = proxy.accepted();
            long began = System.nanoTime();
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> callers = call(people, over);
            await().until(() -> refused.get() > OFTEN);

            assertThat(proxy.accepted() - before)
                    .as("tries to connect while it is away")
                    .isLessThan(CONNECTIONS + triesIn(System.nanoTime() - began));

            int calls = calls();
            database.startAgain(again);
            int connections = proxy.accepted();
            await().until(service::isReady);
            served.set(0);
            await().until(() -> served.get() > OFTEN);
            await().until(() ->
                    Dump.column("SELECT 1 FROM calendly_organizations WHERE due_at <= now()")
                            .isEmpty());
            over.set(true);
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(other).as("neither 200 nor 503").hasValue(0);
            assertThat(proxy.accepted() - connections).isLessThanOrEqualTo(CONNECTIONS);
            assertThat(calls() - calls).as("calls of Calendly").isLessThanOrEqualTo(4 * PEOPLE);
            List<String> told = ServiceProcess.logLines();
            assertThat(told.subList(lines, told.size()))
                    .hasSizeLessThan(LINES)
                    .noneMatch(line -> line.contains("\"ERROR\""));
        }
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
        List<Person> people = new ArrayList<>();
        for (int number = 1; number <= PEOPLE; number++) {
            Person person = Person.newcomer();
            String account = "back-1-" + number;
            await().ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() -> person.connect(account) != null);
            people.add(person);
        }
        people.forEach(Nights::awaitRead);
        return people;
    }

    private List<Thread> call(List<Person> people, AtomicBoolean over) {
        List<Thread> callers = new ArrayList<>();
        for (int number = 0; number < CALLERS; number++) {
            Person person = people.get(number % PEOPLE);
            callers.add(Thread.ofVirtual().start(() -> call(person, over)));
        }
        return callers;
    }

    private void call(Person person, AtomicBoolean over) {
        while (!over.get()) {
            switch (person.get("/api/meetings").status()) {
                case 200 -> served.incrementAndGet();
                case 503 -> refused.incrementAndGet();
                default -> other.incrementAndGet();
            }
        }
    }

    /// One of the pools' in a tenth of a second, and those who listen and look by themselves.
    private static int triesIn(long nanos) {
        return Math.toIntExact(nanos / 100_000_000) * 2;
    }

    private static int calls() {
        return List.of("token", "users_me", "webhook_list", "webhook_create", "scheduled_events")
                .stream()
                .mapToInt(endpoint -> Calendar.requests(endpoint).size())
                .sum();
    }
}
