package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.SmallDisk;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The disk of the inbox is full while deliveries come in: they are answered 503, and once there is
/// space again, what was answered 200 is stored and a meeting.
///
/// Needs to be root, to mount a small file system.
class DiskFullIT {

    @Test
    void whatDoesNotFitIsNotAcknowledged() {
        try (SmallDisk disk = disk();
                Installation installation = Installation.create();
                KillablePostgres database = KillablePostgres.start()) {
            try (ServiceProcess service =
                    installation.startOn(database, DeliveryFaultsIT.SHORT_LEASE)) {
                moveInbox(database.jdbcUrl(), disk);
                DeliveryLoad load =
                        DeliveryLoad.start(Subscribed.in(database.jdbcUrl()), () -> service.at(""));
                try (load) {
                    load.awaitMoreAccepted(50);
                    disk.fill();
                    // Pages that are there already take some more.
                    await().atMost(Duration.ofMinutes(1)).until(() -> load.answered(503) > 100);
                    int accepted = load.accepted().size();
                    int refused = load.answered(503);
                    await().until(() -> load.answered(503) > refused + 100);
                    assertThat(load.accepted()).hasSize(accepted);
                    disk.clear();
                    load.awaitMoreAccepted(50);
                }
                assertThat(load.answered(500)).isZero();
                DeliveryFaultsIT.assertNothingLost(load);
            }
        }
    }

    private static SmallDisk disk() {
        try {
            return SmallDisk.mount();
        } catch (IOException none) {
            return abort(String.valueOf(none.getMessage()));
        }
    }

    private static void moveInbox(String jdbcUrl, SmallDisk disk) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLESPACE small LOCATION '" + disk.folder() + "'");
            statement.execute("ALTER TABLE calendly_webhook_deliveries SET TABLESPACE small");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
