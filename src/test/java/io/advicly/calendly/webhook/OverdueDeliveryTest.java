package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Logged;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// A transaction takes longer than a delivery may: what is under way there is ended, and not left
/// to go on with a session that is closed.
@QuarkusTest
@TestProfile(ShortLeaseProfile.class)
class OverdueDeliveryTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static final String INSERT =
            """
            INSERT INTO calendly_webhook_deliveries
              (id, subscription_id, organization_uri, dedupe_key, body, due_at, received_at)
            VALUES (?, ?, ?, sha256(?), ?, now() - interval '1 second', now())\
            """;

    private static final String WAITING =
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'\
            """;

    private final Installation installation;
    private final DataSource database;

    OverdueDeliveryTest(Installation installation, DataSource database) {
        this.installation = installation;
        this.database = database;
    }

    @Test
    void itsStatementEndsAndNothingOfItIsDropped() throws SQLException {
        // Given
        List<Installation.Organization> all =
                Stream.generate(installation::connected).limit(3).toList();
        all.forEach(this::insert);
        try (Logged dropped = new Logged(Logged.DROPPED)) {
            try (Connection holder = database.getConnection();
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("LOCK TABLE meetings IN ACCESS EXCLUSIVE MODE");
                // When
                wake();
                await().atMost(LONG).until(() -> installation.count(WAITING) > 0);
                await().atMost(LONG)
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> {
                            wake();
                            assertThat(all)
                                    .allMatch(one ->
                                            installation.deliveries(one).getFirst().attempts() > 0);
                        });
                holder.rollback();
            }
            // Then
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        wake();
                        assertThat(all)
                                .allMatch(one ->
                                        installation
                                                .deliveries(one)
                                                .getFirst()
                                                .state()
                                                .equals("processed"));
                    });
            assertThat(dropped.lines()).isEmpty();
        }
    }

    private void insert(Installation.Organization organization) {
        byte[] body = organization.body("invitee.created");
        installation.execute(
                INSERT,
                UUID.randomUUID(),
                organization.subscription(),
                "https://api.calendly.com/organizations/" + organization.prefix(),
                (organization.subscription() + new String(body, UTF_8)).getBytes(UTF_8),
                body);
    }

    private void wake() {
        installation.execute("SELECT pg_notify('calendly_delivery', '')");
    }
}
