package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// 200 threads want a token of one connection, whose token has ended, from three processes at once.
/// Calendly rotates strictly, and is slow, so that all of them are there before it answers.
class OneTokenForManyIT {

    private static final int THREADS = 200;

    private static final Map<String, String> PATIENT =
            Map.of("calendly.http.call-timeout", "45s", "calendly.refresh.every", "1h");

    private static Installation installation;
    private static List<ServiceProcess> replicas;

    @BeforeAll
    static void install() {
        installation = Installation.create();
        replicas =
                List.of(
                        installation.start(PATIENT),
                        installation.startReplica(PATIENT),
                        installation.startReplica(PATIENT));
    }

    @AfterAll
    static void remove() {
        replicas.forEach(ServiceProcess::close);
        installation.close();
    }

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
        Calendar.clearFaults();
    }

    @Test
    void costOneCall() {
        Person olivia = connectedWithATokenThatHasEnded();
        Calendar.fault(Map.of("endpoint", "refresh", "delay_ms", 25_000, "times", 1));

        List<Http.Reply> answers = askAtOnce(olivia);

        assertThat(answers)
                .hasSize(THREADS)
                .allSatisfy(it ->
                        assertThat(it.expect(200).body().get("status").asText())
                                .isEqualTo("connected"));
        assertThat(TokenCalls.refreshes())
                .singleElement()
                .satisfies(it -> assertThat(it.get("status").asInt()).isEqualTo(200));
        assertThat(Ours.subscriptions()).hasSize(1);
    }

    @Test
    void areAllToldTheTruthWhenTheAnswerIsLost() {
        Person olivia = connectedWithATokenThatHasEnded();
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "refresh",
                        "delay_ms",
                        25_000,
                        "times",
                        1,
                        "cut",
                        true,
                        "lose_reply",
                        true));

        List<Http.Reply> answers = askAtOnce(olivia);

        assertThat(answers).hasSize(THREADS).noneMatch(OneTokenForManyIT::saysConnected);
        assertThat(answers)
                .allMatch(it ->
                        it.status() == 503
                                || it.expect(200)
                                        .body()
                                        .get("status")
                                        .asText()
                                        .equals("authorization_required"));
        assertThat(TokenCalls.refreshes()).hasSizeLessThanOrEqualTo(2);
        assertThat(olivia.askToConnect()).isNotNull();
        assertThat(olivia.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(olivia.connection().get("reason").asText()).contains("lost");
        assertThat(TokenCalls.refreshes()).hasSizeLessThanOrEqualTo(2);
    }

    private static boolean saysConnected(Http.Reply reply) {
        return reply.status() == 200 && reply.body().get("status").asText().equals("connected");
    }

    /// After the initial sync, which would refresh by itself when it is told that the token has
    /// ended.
    private static Person connectedWithATokenThatHasEnded() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        await().untilAsserted(() ->
                assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("done"));
        Calendar.control("POST", "/_control/tokens/expire", Map.of("account", "ada"), 200);
        Dump.execute("UPDATE calendar_connections SET token_expires_at = now()");
        TokenCalls.forget();
        return olivia;
    }

    private static List<Http.Reply> askAtOnce(Person person) {
        List<Callable<Http.Reply>> calls = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            ServiceProcess replica = replicas.get(thread % replicas.size());
            calls.add(() ->
                    Http.post(replica.at("/api/calendly/connection"), Map.of(), person.headers()));
        }
        return Crowd.all(THREADS, calls);
    }
}
