package io.advicly.calendly.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// The outbox as it is by default once enabled: written, and empty. A trigger sees what Debezium
/// would see in the log.
@QuarkusTest
@TestProfile(OutboxRemovalTest.Removing.class)
class OutboxRemovalTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/removed";
    private static final String ACCOUNT = "https://api.calendly.com/users/removed";

    private final MeetingProjection projection;
    private final HostRows hosts;
    private final DataSource database;

    OutboxRemovalTest(MeetingProjection projection, HostRows hosts, DataSource database) {
        this.projection = projection;
        this.hosts = hosts;
        this.database = database;
    }

    /// Rows go in the transaction that wrote them.
    public static class Removing implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ServiceResource.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.test-port", "0", "calendly.outbox.enabled", "true");
        }
    }

    @Test
    void aRowIsWrittenAndRemovedInOneTransaction() throws Throwable {
        // Given
        execute("CREATE TABLE seen (type text)");
        execute(
                "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN INSERT INTO seen VALUES (NEW.type); RETURN NULL; END'");
        execute(
                "CREATE TRIGGER see AFTER INSERT ON meeting_outbox FOR EACH ROW EXECUTE FUNCTION see()");
        hosts.connect("default", "removed", ACCOUNT, ORGANIZATION);
        // When
        VertxContextSupport.subscribeAndAwait(() ->
                projection.apply(
                        ORGANIZATION,
                        Said.event("Z", 1, true, ACCOUNT),
                        List.of(Said.invitee("Z/I", 1).build())));
        // Then
        assertThat(count("seen WHERE type = 'meeting.changed'")).isEqualTo(1);
        assertThat(count("meeting_outbox")).isZero();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
