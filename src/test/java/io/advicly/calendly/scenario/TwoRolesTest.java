package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.EventStream;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The service as a role that owns nothing (docs/security.md).
@QuarkusTest
@WithTestResource(TwoRolesResource.class)
class TwoRolesTest {

    @Test
    void theServiceLacksNothing() {
        Person olivia = Person.newcomer();
        Person admin = Person.admin();
        assertThat(olivia.connect("ada").getQuery()).isEqualTo("calendly=connected");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT DISTINCT state FROM sync_jobs"))
                        .containsExactly("done"));
        streams(olivia, "0");
        streams(olivia, "999999999");
        for (String list :
                new String[] {"connections", "subscriptions", "deliveries", "encryption"}) {
            admin.get("/api/admin/" + list).expect(200);
        }
        admin.post("/api/admin/deliveries/replay", Map.of("state", "processed")).expect(202);
        admin.post("/api/admin/erasures", Map.of("email", "grace@example.test")).expect(200);
        olivia.delete("/api/calendly/connection?purge=true").expect(204);
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT DISTINCT action FROM audit_events"))
                        .contains("connection.connected", "invitee.erased", "connection.purged"));
        assertThat(olivia.connection().get("status").asText()).isEqualTo("not_connected");
        assertThat(
                        Dump.column(
                                "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname ="
                                        + " current_database() AND application_name <> 'PostgreSQL JDBC Driver'"
                                        + " AND usename IS NOT NULL"))
                .containsExactly(TwoRolesResource.ROLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_events SET action = 'nothing'",
                "UPDATE audit_events SET client_address = NULL, user_agent = NULL",
                "DELETE FROM audit_events",
                "TRUNCATE audit_events",
                "ALTER TABLE audit_events DISABLE TRIGGER USER",
                "DROP TRIGGER audit_events_stay ON audit_events",
                "SELECT * FROM flyway_schema_history",
                "CREATE TABLE mine (id int)"
            })
    void theServiceMayNot(String statement) {
        assertThatThrownBy(() -> asService(statement))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> {
                            assertThat(refused.getSQLState()).isEqualTo("42501");
                            assertThat(refused.getMessage()).doesNotContain("append-only");
                        });
    }

    @Test
    void theServiceMayWriteEveryOtherTableAndThoseToCome() {
        Dump.execute("CREATE TABLE IF NOT EXISTS to_come (id bigserial)");

        assertThat(
                        Dump.column(
                                "SELECT c.relname FROM pg_class c WHERE c.relnamespace ="
                                        + " 'public'::regnamespace AND c.relkind = 'r' AND NOT"
                                        + " has_table_privilege('calendly_service', c.oid, 'SELECT') OR"
                                        + " c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT"
                                        + " (has_table_privilege('calendly_service', c.oid, 'INSERT') AND"
                                        + " has_table_privilege('calendly_service', c.oid, 'UPDATE') AND"
                                        + " has_table_privilege('calendly_service', c.oid, 'DELETE'))"))
                .containsExactlyInAnyOrder("audit_events", "flyway_schema_history");
        assertThat(
                        Dump.column(
                                "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND NOT"
                                        + " (has_sequence_privilege('calendly_service', sequencename::regclass, 'USAGE') AND"
                                        + " has_sequence_privilege('calendly_service', sequencename::regclass, 'SELECT'))"))
                .isEmpty();
    }

    @Test
    void theOwnerForgetsOriginsAsDocumented() throws Exception {
        Matcher documented =
                Pattern.compile("`(UPDATE audit_events SET [^`]*)`")
                        .matcher(Files.readString(Path.of("docs/security.md")));
        assertThat(documented.find()).isTrue();
        Dump.execute(
                "INSERT INTO audit_events (at, action, client_address) VALUES (now() - interval '1 year', 'old', '192.0.2.1')");

        Dump.execute(documented.group(1));

        assertThat(Dump.column("SELECT client_address FROM audit_events WHERE action = 'old'"))
                .containsOnlyNulls();
    }

    /// An id that nobody can have seen makes the service look at the sequence itself.
    private static void streams(Person person, String lastId) {
        try (EventStream stream = person.stream(Map.of("Last-Event-ID", lastId))) {
            assertThat(stream.status()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(stream.named("meeting")).isNotEmpty());
        }
    }

    private static void asService(String statement) throws SQLException {
        String url = Surroundings.jdbcUrl().replaceFirst("\\?.*", "");
        try (Connection connection =
                        DriverManager.getConnection(
                                url, TwoRolesResource.ROLE, TwoRolesResource.PASSWORD);
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
