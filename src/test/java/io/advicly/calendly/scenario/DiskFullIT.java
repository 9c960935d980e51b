package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.SmallDisk;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The disk of the inbox is full while deliveries come in: they are answered 503, and once there is
/// space again, what was answered 200 is stored and a meeting. Users are told to come back.
///
/// Needs to be root, to mount a small file system.
class DiskFullIT {

    private static final String DISK_FULL = "53100";

    @Test
    void whatDoesNotFitIsNotAcknowledged() {
        try (SmallDisk disk = disk();
                Installation installation = Installation.create();
                KillablePostgres database = KillablePostgres.start()) {
            try (ServiceProcess service = installation.startOn(database, Map.of())) {
                moveInbox(database.jdbcUrl(), disk);
                DeliveryLoad load =
                        DeliveryLoad.start(Subscribed.in(database.jdbcUrl()), () -> service.at(""));
                try (load) {
                    load.awaitMoreAccepted(50);
                    int before = ServiceProcess.logLines().size();
                    disk.fill();
                    Person olivia = Person.newcomer().at(service);
                    Http.Reply refusal = olivia.post("/api/calendly/connection", Map.of());
                    assertThat(refusal.status()).isEqualTo(503);
                    assertThat(refusal.header("Retry-After")).isNotEmpty();
                    // Pages that are there already take some more.
                    await().until(() -> load.answered(503) > 100);
                    int refused = load.answered(503);
                    await().until(() -> load.answered(503) > refused + 100);
                    // Space that work on older rows gives back may take one more: it is stored.
                    load.assertAcceptedAreStored();
                    assertCalm(before, load.answered(503));
                    disk.clear();
                    load.awaitMoreAccepted(50);
                }
                assertThat(load.answered(500)).isZero();
                DeliveryFaultsIT.assertNothingLost(load);
            }
        }
    }

    /// However many are refused, it is few lines without a stack.
    private static void assertCalm(int before, int refused) {
        List<String> all = ServiceProcess.logLines();
        List<String> lines = all.subList(before, all.size());
        assertThat(lines).noneMatch(line -> line.contains("\"ERROR\"") && line.contains(DISK_FULL));
        assertThat(lines.stream().filter(line -> line.contains("webhook.not_committed")).count())
                .isPositive()
                .isLessThan(refused / 10);
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
            statement.execute("ALTER TABLE connect_attempts SET TABLESPACE small");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
