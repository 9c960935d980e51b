package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever is asked while the database is away, silent or only reads: the answer is 503 with a
/// time to come back, and once it serves again, so does this service.
class DatabaseTroubleIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String READ_ONLY = "ALTER SYSTEM SET default_transaction_read_only = ";

    private Installation installation;
    private KillablePostgres database;
    private ServiceProcess service;
    private Person olivia;
    private Person admin;
    private URI callback;

    @BeforeEach
    void start() {
        installation = Installation.create();
        database = KillablePostgres.start();
        Map<String, String> more = new HashMap<>(Installation.LIMITS_AS_SHIPPED);
        more.put("calendly.refresh.every", "1h");
        service = installation.startOn(database, more);
        admin = Person.admin();
        olivia = Person.newcomer();
        // Limits are short here, and a machine may be busy.
        callback =
                await().ignoreExceptionsInstanceOf(AssertionError.class)
                        .until(
                                () -> Person.decide(olivia.askToConnect(), "ada", "approve"),
                                Objects::nonNull);
    }

    @AfterEach
    void stop() {
        service.close();
        database.close();
        installation.close();
    }

    @Test
    void away() {
        List<String> again = database.kill();

        assertThat(answers(route -> true))
                .allSatisfy((route, status) -> assertThat(status).isEqualTo("503 5"));
        assertNotReadyAndAlive();

        database.startAgain(again);
        assertEverythingWorks();
    }

    @Test
    void silent() {
        database.freeze();

        assertThat(answers(route -> true))
                .allSatisfy((route, status) -> assertThat(status).isEqualTo("503 5"));
        assertNotReadyAndAlive();

        database.thaw();
        assertEverythingWorks();
    }

    @Test
    void onlyReading() {
        List<String> listening = listening();
        readOnly("on");

        // A stream that is open says nothing that could be waited for.
        assertThat(answers(route -> !route.path().endsWith("/stream")))
                .allSatisfy((route, status) -> assertThat(status).doesNotStartWith("500"))
                .contains(
                        Map.entry("POST /api/calendly/connection", "503 5"),
                        Map.entry("callback", "503 5"));
        assertNotReadyAndAlive();
        // It may be the old primary, and nobody stays with it.
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(listening()).hasSize(1).doesNotContainAnyElementsOf(listening));

        readOnly("off");
        assertEverythingWorks();
    }

    /// What each route answers, and when to come back.
    private Map<String, String> answers(Predicate<Routes.Route> which) {
        Map<String, String> answers = new TreeMap<>();
        List<Thread> callers = new ArrayList<>();
        Routes.needingAToken()
                .filter(which)
                .forEach(route ->
                        callers.add(
                                Thread.ofVirtual()
                                        .start(() -> put(answers, route.name(), ask(route)))));
        callers.add(
                Thread.ofVirtual().start(() -> put(answers, "callback", olivia.open(callback))));
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        assertThat(answers).hasSizeGreaterThan(10);
        // What is refused without asking the database is no matter here.
        answers.values().removeIf(status -> status.startsWith("400") || status.startsWith("405"));
        return answers;
    }

    private static void put(Map<String, String> answers, String name, Http.Reply reply) {
        synchronized (answers) {
            answers.put(name, reply.status() + " " + reply.header("Retry-After"));
        }
    }

    private Http.Reply ask(Routes.Route route) {
        Person caller = route.path().startsWith("/api/admin") ? admin : olivia;
        return Http.with(
                route.method(),
                service.at(route.path()),
                route.method().equals("POST") ? Map.of() : null,
                caller.headers());
    }

    /// Starting the service anew would mend no database.
    private void assertNotReadyAndAlive() {
        assertThat(health("ready")).isEqualTo(503);
        assertThat(health("live")).isEqualTo(200);
    }

    private int health(String kind) {
        return Http.get(service.management("/q/health/" + kind), Map.of()).status();
    }

    private void assertEverythingWorks() {
        await().atMost(SOON).until(() -> health("ready") == 200);
        await().atMost(SOON)
                .until(() -> olivia.post("/api/calendly/connection", Map.of()).status() == 200);
        Person other = Person.newcomer();
        other.connect("mia");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(other.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
    }

    /// The process ids of those who listen.
    private static List<String> listening() {
        return Dump.column(
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'calendly-connect notices'");
    }

    private static void readOnly(String on) {
        Dump.execute(READ_ONLY + on);
        var _ = Dump.column("SELECT pg_reload_conf()");
    }
}
