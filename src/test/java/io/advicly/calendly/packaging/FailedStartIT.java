package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.ServiceResource;
import io.advicly.calendly.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A start that fails for the database: one line says why, in the log's own format.
@Tag("jar")
class FailedStartIT {

    @Test
    void theDatabaseIsAway() {
        assertTold(
                Map.of("quarkus.datasource.reactive.url", "postgresql://localhost:1/away"),
                "the database cannot be reached (quarkus.datasource.reactive.url)");
    }

    @Test
    void thePasswordIsWrong() {
        Map<String, String> wrong = new HashMap<>(TestDatabase.create().configuration());
        wrong.put("quarkus.datasource.username", "nobody");
        assertTold(wrong, "the database refuses quarkus.datasource.username");
    }

    @Test
    void thereIsNoSchema() {
        assertTold(
                TestDatabase.create().configuration(),
                "the database's schema is not the one that this version needs");
    }

    /// A migration into a schema that is not empty.
    @Test
    void theSchemaIsSomebodyElses() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE unrelated (id int)");
        }
        Map<String, String> migration = new HashMap<>(database.configuration());
        migration.put("quarkus.flyway.migrate-at-start", "true");
        migration.put("quarkus.init-and-exit", "true");

        assertTold(migration, "the schema to migrate holds tables of somebody else");

        migration.put("quarkus.flyway.baseline-on-migrate", "true");
        migration.put("quarkus.flyway.baseline-version", "0");
        assertThat(ServiceProcess.toItsEnd(migration).exitCode()).isZero();
    }

    private static void assertTold(Map<String, String> database, String why) {
        Map<String, String> all = new HashMap<>(ServiceResource.required());
        all.put("quarkus.oidc.auth-server-url", "http://localhost:1/away");
        all.put("quarkus.http.port", "0");
        all.put("quarkus.management.port", "0");
        all.put("quarkus.log.console.json.enabled", "true");
        all.putAll(database);

        ServiceProcess.Ended ended = ServiceProcess.toItsEnd(all);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.lines().stream().filter(line -> line.contains("start.failed")))
                .singleElement()
                .asString()
                .startsWith("{")
                .contains(why);
        assertThat(ended.lines().stream().filter(line -> line.contains("\"ERROR\"")))
                .as("nothing else needs a person")
                .hasSize(1);
        assertThat(ended.output()).doesNotContain("NullPointerException").doesNotContain("\tat ");
    }
}
