package io.advicly.calendly.sandbox.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An embedded PostgreSQL, unless a datasource URL is configured.
final class DevelopmentDatabase {

    private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final int STOP_SECONDS = 15;

    private DevelopmentDatabase() {}

    /// Starts it once per process; live reload finds its address set.
    static void ensure(Path data) {
        Optional<String> configured = Environment.get(REACTIVE_URL);
        if (configured.isPresent()) {
            useForMigration(configured.get());
            return;
        }
        int port = start(data).getPort();
        System.setProperty(
                REACTIVE_URL, "vertx-reactive:postgresql://localhost:" + port + "/postgres");
        System.setProperty(JDBC_URL, "jdbc:postgresql://localhost:" + port + "/postgres");
        System.setProperty("quarkus.datasource.username", "postgres");
        System.setProperty("quarkus.datasource.password", "postgres");
    }

    /// One URL is enough to use another database: what serves requests also migrates.
    private static void useForMigration(String reactiveUrl) {
        if (!Environment.has(JDBC_URL)) {
            System.setProperty(
                    JDBC_URL, "jdbc:" + reactiveUrl.replaceFirst("^vertx-reactive:", ""));
        }
    }

    private static EmbeddedPostgres start(Path data) {
        try {
            Files.createDirectories(data.toAbsolutePath().getParent());
            stopLeftOver(data);
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data.toAbsolutePath())
                    .setCleanDataDirectory(false)
                    .setServerConfig("listen_addresses", "localhost")
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", failed);
        }
    }

    /// A server whose process was killed outright may have left its PostgreSQL behind.
    private static void stopLeftOver(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> left =
                lines.isEmpty()
                        ? Optional.empty()
                        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        left.filter(it -> it.info().command().orElse("").contains("postgres"))
                .ifPresent(DevelopmentDatabase::stop);
    }

    private static void stop(ProcessHandle postgres) {
        postgres.destroy();
        try {
            var _ = postgres.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (Exception stillThere) {
            throw new IllegalStateException(
                    "an earlier embedded PostgreSQL (process %d) does not stop"
                            .formatted(postgres.pid()),
                    stillThere);
        }
    }
}
