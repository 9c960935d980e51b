package io.advicly.calendly.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// One embedded PostgreSQL for the whole test run, with an empty database for everybody who asks.
public final class TestDatabase {

    /// For a server to start, where the machine has other things to do.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final EmbeddedPostgres SERVER = start();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    public static TestDatabase create() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return new TestDatabase(name);
    }

    /// What makes the service use this database.
    public Map<String, String> configuration() {
        return Map.of(
                "quarkus.datasource.reactive.url",
                "vertx-reactive:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), name),
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), name),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres");
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s?user=postgres&password=postgres"
                .formatted(SERVER.getPort(), name);
    }

    public Connection connect() throws SQLException {
        return SERVER.getDatabase("postgres", name).getConnection();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(PATIENCE)
                    .setPort(Ports.free())
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("shared_buffers", "128MB")
                    // Counts statements, for a database that asks for it: see StatementCount.
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
