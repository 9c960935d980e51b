package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Restartable;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Processes die while deliveries come in. In the end what was answered 200 is stored and a
/// meeting, and nothing is so twice.
///
/// Five kills of the service, or as many as `-Dfaults.kills=20` says.
class DeliveryFaultsIT {

    private static final int KILLS = Integer.getInteger("faults.kills", 5);

    @Test
    void theServiceIsKilledUnderLoad() {
        try (Installation installation = Installation.create();
                Restartable service = new Restartable(installation, Map.of())) {
            Subscribed target = Subscribed.in(Surroundings.jdbcUrl());
            DeliveryLoad load = DeliveryLoad.start(target, () -> Surroundings.service(""));
            try (load) {
                for (int kill = 0; kill < KILLS; kill++) {
                    load.awaitMoreAccepted(1 + ThreadLocalRandom.current().nextInt(100));
                    service.killAndStartAgain();
                }
            }
            assertNothingLost(load);
        }
    }

    @Test
    void theServiceIsStoppedUnderLoad() {
        try (Installation installation = Installation.create();
                Restartable service = new Restartable(installation, Map.of())) {
            Subscribed target = Subscribed.in(Surroundings.jdbcUrl());
            DeliveryLoad load = DeliveryLoad.start(target, () -> Surroundings.service(""));
            try (load) {
                load.awaitMoreAccepted(100);
                service.stopAndStartAgain();
                load.awaitMoreAccepted(100);
            }
            assertThat(load.answered(500)).isZero();
            assertNothingLost(load);
        }
    }

    @Test
    void theDatabaseIsKilledUnderLoad() {
        try (Installation installation = Installation.create();
                KillablePostgres database = KillablePostgres.start()) {
            try (ServiceProcess service = installation.startOn(database, Map.of())) {
                DeliveryLoad load =
                        DeliveryLoad.start(Subscribed.in(database.jdbcUrl()), () -> service.at(""));
                try (load) {
                    for (int kill = 0; kill < 3; kill++) {
                        load.awaitMoreAccepted(50);
                        database.killAndStartAgain();
                    }
                    load.awaitMoreAccepted(50);
                }
                assertNothingLost(load);
            }
        }
    }

    @Test
    void oneOfTwoReplicasIsKilled() {
        try (Installation installation = Installation.create();
                ServiceProcess one = installation.start(Map.of());
                ServiceProcess other = installation.startReplica()) {
            AtomicInteger turn = new AtomicInteger();
            List<URI> homes = List.of(one.at(""), other.at(""));
            DeliveryLoad load =
                    DeliveryLoad.start(
                            Subscribed.in(Surroundings.jdbcUrl()),
                            () -> homes.get(turn.getAndIncrement() % 2));
            try (load) {
                load.awaitMoreAccepted(200);
                one.kill();
                load.awaitMoreAccepted(200);
            }
            assertNothingLost(load);
        }
    }

    @Test
    void whatCannotBeWrittenIsNotAcknowledged() {
        try (Installation installation = Installation.create();
                ServiceProcess service = installation.start(Map.of())) {
            Subscribed target = Subscribed.in(Surroundings.jdbcUrl());
            DeliveryLoad load = DeliveryLoad.start(target, () -> service.at(""));
            try (load) {
                load.awaitMoreAccepted(50);
                readOnly(true);
                int refused = load.answered(503);
                await().until(() -> load.answered(503) > refused + 100);
                // One whose answer was on its way may count only now; it was stored before.
                load.assertAcceptedAreStored();
                readOnly(false);
                load.awaitMoreAccepted(50);
            }
            assertThat(load.answered(500)).isZero();
            assertNothingLost(load);
        }
    }

    /// For the connections that the service has, too: they are made anew.
    private static void readOnly(boolean on) {
        String writing = Surroundings.jdbcUrl() + "&options=-c%20default_transaction_read_only=off";
        try (Connection connection = DriverManager.getConnection(writing);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN EXECUTE format("
                            + "'ALTER DATABASE %I SET default_transaction_read_only = "
                            + on
                            + "', current_database()); END $$");
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static void assertNothingLost(DeliveryLoad load) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() ->
                        assertThat(
                                        Dump.column(
                                                "SELECT DISTINCT state || coalesce(': ' || last_error,"
                                                        + " '') FROM calendly_webhook_deliveries"))
                                .containsExactly("processed"));
        assertThat(load.accepted()).isNotEmpty();
        assertThat(Dump.count("calendly_webhook_deliveries")).isEqualTo(load.accepted().size());
        List<String> meetings = Dump.column("SELECT calendly_event_uri FROM meetings");
        assertThat(meetings).doesNotHaveDuplicates();
        assertThat(new HashSet<>(meetings)).isEqualTo(load.accepted());
        assertThat(Dump.count("meeting_invitees")).isEqualTo(load.accepted().size());
    }
}
