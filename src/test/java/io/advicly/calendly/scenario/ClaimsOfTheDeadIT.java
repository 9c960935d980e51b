package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A process dies with claims that last for longer than anybody waits here: somebody else goes on
/// all the same.
class ClaimsOfTheDeadIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    /// Each process claims 30 deliveries at most, for ten minutes.
    private static final int MOST_CLAIMED = 30;

    private static final Map<String, String> FEW_AND_LONG =
            Map.of(
                    "calendly.webhook.worker.lease",
                    "10m",
                    "calendly.webhook.worker.batch",
                    "20",
                    "calendly.webhook.worker.group",
                    "5",
                    "calendly.webhook.worker.concurrency",
                    "2",
                    "calendly.database.statement-limit",
                    "60s");

    @Test
    void deliveriesAreWorkedOffByTheOther() throws SQLException {
        try (Installation installation = Installation.create();
                ServiceProcess doomed = installation.start(FEW_AND_LONG);
                ServiceProcess other = installation.startReplica(FEW_AND_LONG)) {
            AtomicInteger turn = new AtomicInteger();
            DeliveryLoad load =
                    DeliveryLoad.start(
                            Subscribed.in(Surroundings.jdbcUrl()),
                            () -> List.of(doomed, other).get(turn.getAndIncrement() % 2).at(""));
            try (load) {
                load.awaitMoreAccepted(50);
                whileNothingIsProjected(() -> {
                    await().atMost(LONG)
                            .until(() -> claimedDeliveries() > MOST_CLAIMED); // hence by both
                    doomed.kill();
                });
                load.awaitMoreAccepted(50);
            }
            DeliveryFaultsIT.assertNothingLost(load);
        }
    }

    @Test
    void aSyncIsGoneOnWithByTheNext() {
        try (Installation installation = Installation.create()) {
            Person olivia = Person.newcomer();
            try (ServiceProcess doomed = installation.start(Map.of())) {
                Calendar.fault(
                        Map.of("endpoint", "scheduled_events", "delay_ms", 9000, "times", 1));
                olivia.at(doomed).connect("ada");
                await().atMost(LONG).until(() -> claimedSyncs() == 1);
                doomed.kill();
            }

            try (ServiceProcess next = installation.start(Map.of())) {
                await().atMost(LONG)
                        .untilAsserted(() ->
                                assertThat(olivia.at(next).connection().at("/sync/status").asText())
                                        .isEqualTo("done"));
            }
        }
    }

    /// The call goes on at Calendly, and whoever comes first with the same token makes the other
    /// one end the grant.
    @Test
    void aRefreshThatWasUnderWayIsNotMadeTwice() throws InterruptedException {
        try (Installation installation = Installation.create();
                ServiceProcess doomed = installation.start(Map.of());
                ServiceProcess other = installation.startReplica(Map.of())) {
            Person olivia = Person.newcomer();
            olivia.at(doomed).connect("ada");
            await().atMost(LONG).untilAsserted(() -> assertSynced(olivia.at(other)));
            TokenCalls.forget();
            killDuringARefresh(doomed, olivia);

            await().atMost(LONG).untilAsserted(() -> assertRests(olivia.at(other)));
            makeDue();
            await().atMost(LONG)
                    .until(() ->
                            Dump.count("calendar_connections WHERE next_refresh_at > now()") == 1);
            await().atMost(LONG).untilAsserted(() -> assertThat(TokenCalls.refreshes()).hasSize(1));

            // The call is certainly over.
            Dump.execute(
                    "UPDATE calendar_connections SET refresh_begun_at = refresh_begun_at - interval '1 hour'");
            makeDue();

            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(olivia.at(other).connection().path("reason").asText())
                                    .contains("lost"));
            assertThat(TokenCalls.refreshes()).hasSize(2);
        }
    }

    /// Calendly has the call, and takes its time.
    private static void killDuringARefresh(ServiceProcess doomed, Person person)
            throws InterruptedException {
        Calendar.fault(Map.of("endpoint", "refresh", "delay_ms", 8000, "times", 1));
        Thread asking = Thread.ofVirtual().start(() -> losingTheAnswer(person.at(doomed)));
        await().atMost(LONG)
                .until(() ->
                        Calendar.control("GET", "/_control/faults", null, 200)
                                .get("faults")
                                .isEmpty());
        doomed.kill();
        asking.join();
    }

    /// Nobody holds the lease, and nobody uses the token.
    private static void assertRests(Person person) {
        Http.Reply reply = person.post("/api/calendly/connection", Map.of());
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body().path("detail").asText()).contains("did not answer");
    }

    private static void makeDue() {
        Dump.execute("UPDATE calendar_connections SET next_refresh_at = now()");
    }

    private static void losingTheAnswer(Person person) {
        try {
            var _ = person.post("/api/calendly/connection", Map.of());
        } catch (UncheckedIOException expected) {
            // The connection ended with the process.
        }
    }

    private static void assertSynced(Person person) {
        assertThat(person.connection().at("/sync/status").asText()).isEqualTo("done");
    }

    private static long claimedDeliveries() {
        return Dump.count("calendly_webhook_deliveries WHERE leased_until > now()");
    }

    private static long claimedSyncs() {
        return Dump.count("sync_jobs WHERE state = 'pending' AND due_at > now() AND attempts = 1");
    }

    /// Projections wait meanwhile, and their workers with them.
    private static void whileNothingIsProjected(Runnable act) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Surroundings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE meetings IN EXCLUSIVE MODE");
            act.run();
            connection.rollback();
        }
    }
}
