package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database goes away while Calendly is giving a grant, and stays away for longer than anybody
/// waits. The process that has the grant holds on to it.
class HeldGrantIT {

    private static final Duration AWAY = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    private Installation installation;
    private KillablePostgres database;
    private ServiceProcess service;

    @BeforeEach
    void start() {
        installation = Installation.create();
        database = KillablePostgres.start();
        service = installation.startOn(database, Map.of("calendly.refresh.every", "1h"));
    }

    @AfterEach
    void stop() {
        service.close();
        database.close();
        installation.close();
    }

    @Test
    void ofARefreshIsStoredOnceTheDatabaseIsBack() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        await().untilAsserted(() ->
                assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("done"));
        TokenCalls.forget();
        Calendar.fault(Map.of("endpoint", "refresh", "delay_ms", 8000, "times", 1));

        Http.Reply reply =
                whileTheDatabaseIsAway(() -> olivia.post("/api/calendly/connection", Map.of()));

        assertThat(reply.status()).isEqualTo(503);
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(Dump.column("SELECT token_version FROM calendar_connections"))
                                .containsExactly("2"));
        assertThat(TokenCalls.refreshes()).hasSize(1);
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(
                                        olivia.post("/api/calendly/connection", Map.of())
                                                .expect(200)
                                                .body()
                                                .get("status")
                                                .asText())
                                .isEqualTo("connected"));
        assertThat(Calendar.livingGrants("ada")).isEqualTo(1);
    }

    @Test
    void ofAConsentIsStoredAndTheSweepConnectsTheUser() {
        Person olivia = Person.newcomer();
        URI callback = Person.decide(olivia.askToConnect(), "ada", "approve");
        Calendar.fault(Map.of("endpoint", "exchange", "delay_ms", 8000, "times", 1));

        URI landed = whileTheDatabaseIsAway(() -> olivia.land(callback));

        assertThat(landed.getQuery()).isEqualTo("calendly=error&reason=calendly_unavailable");
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(olivia.connection().get("status").asText()).isEqualTo("active"));
        assertThat(Calendar.livingGrants("ada")).isEqualTo(1);
    }

    private <T> T whileTheDatabaseIsAway(java.util.function.Supplier<T> call) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(call);
        // The call has come to Calendly, which keeps it waiting.
        await().until(() ->
                Calendar.control("GET", "/_control/faults", null, 200).get("faults").isEmpty());
        List<String> again = database.kill();
        await().pollDelay(AWAY).until(() -> true);
        T result = answer.join();
        database.startAgain(again);
        return result;
    }
}
