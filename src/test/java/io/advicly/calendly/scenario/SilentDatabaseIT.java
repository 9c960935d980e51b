package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.TcpProxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database goes silent: connections stay open, and nobody answers on them. Nobody waits for it
/// for long, and nothing is left hanging once somebody answers again.
class SilentDatabaseIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// More than the pool has, so that nobody finds a connection that works.
    private static final int CALLERS = 40;

    private Installation installation;
    private KillablePostgres database;
    private TcpProxy proxy;
    private ServiceProcess service;
    private Person olivia;

    @BeforeEach
    void start() {
        installation = Installation.create();
        database = KillablePostgres.start();
        proxy = TcpProxy.to(database.port());
        Map<String, String> more = new HashMap<>(Installation.LIMITS_AS_SHIPPED);
        more.put(
                "quarkus.datasource.reactive.url",
                "postgresql://localhost:%d/postgres".formatted(proxy.port()));
        // Nothing here is mended by its end.
        more.put("calendly.webhook.worker.lease", "1h");
        service = installation.startOn(database, more);
        olivia = Person.newcomer();
    }

    @AfterEach
    void stop() {
        service.close();
        proxy.close();
        database.close();
        installation.close();
    }

    @Test
    void deliveriesAreWorkedOffAfterOpenConnectionsHaveGoneSilent() {
        DeliveryLoad load =
                DeliveryLoad.start(Subscribed.in(database.jdbcUrl()), () -> service.at(""));
        try (load) {
            for (int time = 0; time < 3; time++) {
                load.awaitMoreAccepted(100);
                proxy.silenceOpenOnes();
            }
            load.awaitMoreAccepted(100);
        }

        DeliveryFaultsIT.assertNothingLost(load);
        assertThat(load.answered(500)).isZero();
    }

    /// Whatever was to be committed was, claims and what had become of them too, and nobody knows.
    @Test
    void whatWasClaimedWhenAnswersWereLostIsWorkedOffBeforeItsLeaseEnds() {
        DeliveryLoad load =
                DeliveryLoad.start(Subscribed.in(database.jdbcUrl()), () -> service.at(""));
        try (load) {
            load.awaitMoreAccepted(100);
            proxy.loseAnswersTo("COMMIT");
            await().atMost(SOON).until(() -> lost() > 0);
            proxy.loseNoAnswers();
            load.awaitMoreAccepted(100);
        }

        DeliveryFaultsIT.assertNothingLost(load);
    }

    /// Deliveries that are claimed and that nobody is at for longer than it takes to answer.
    private static long lost() {
        return Dump.column(
                        "SELECT id FROM calendly_webhook_deliveries WHERE state = 'pending'"
                                + " AND leased_until < now() + interval '1 hour' - interval '3 seconds'")
                .size();
    }

    @Test
    void aPoolFullOfSilentConnectionsIsFilledAnew() throws InterruptedException {
        await().atMost(SOON).until(() -> olivia.get("/api/meetings").status() == 200);
        proxy.silenceAll();
        askAtOnce();
        proxy.letNewOnesThrough();

        await().atMost(SOON).until(() -> olivia.get("/api/meetings").status() == 200);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(proxy.open())
                                .as("none of the silent ones is kept")
                                .isLessThanOrEqualTo(22));
    }

    @Test
    void aFrozenServerIsAnswered503WhileItIsFrozen() throws InterruptedException {
        await().atMost(SOON).until(() -> olivia.get("/api/meetings").status() == 200);
        database.freeze();
        askAtOnce();
        database.thaw();

        await().atMost(SOON).until(() -> olivia.get("/api/meetings").status() == 200);
    }

    @Test
    void theReplicaListensOnOneConnectionWhateverBecomesOfIt() {
        for (int time = 0; time < 2; time++) {
            await().atMost(SOON).untilAsserted(() -> assertThat(listening()).hasSize(1));
            List<String> before = listening();
            proxy.silenceOpenOnes();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(listening()).hasSize(1).isNotEqualTo(before));
        }
    }

    /// The process ids of those who listen.
    private static List<String> listening() {
        return Dump.column(
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'calendly-connect notices'");
    }

    /// Each is answered 503 although nobody answers the service.
    private void askAtOnce() throws InterruptedException {
        Thread[] callers = new Thread[CALLERS];
        Queue<Http.Reply> replies = new ConcurrentLinkedQueue<>();
        for (int index = 0; index < CALLERS; index++) {
            callers[index] =
                    Thread.ofVirtual().start(() -> replies.add(olivia.get("/api/meetings")));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(replies)
                .hasSize(CALLERS)
                .allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(503);
                    assertThat(reply.header("Retry-After")).isNotEmpty();
                });
    }
}
