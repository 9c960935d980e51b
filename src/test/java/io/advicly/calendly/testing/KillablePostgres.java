package io.advicly.calendly.testing;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL of a test's own that keeps what it has acknowledged, to be killed and started
/// again.
public final class KillablePostgres implements AutoCloseable {

    private final EmbeddedPostgres first;
    private final Path data;
    private @Nullable Process again;

    private KillablePostgres(EmbeddedPostgres first, Path data) {
        this.first = first;
        this.data = data;
    }

    public static KillablePostgres start() {
        try {
            Path data = Files.createTempDirectory("calendly-connect-faults").resolve("data");
            return new KillablePostgres(
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setPGStartupWait(TestDatabase.PATIENCE)
                            .setPort(Ports.free())
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .start(),
                    data);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What makes the service use it.
    public Map<String, String> configuration() {
        String url = "postgresql://localhost:%d/postgres".formatted(first.getPort());
        return Map.of(
                "quarkus.datasource.reactive.url",
                "vertx-reactive:" + url,
                "quarkus.datasource.jdbc.url",
                "jdbc:" + url,
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres");
    }

    public int port() {
        return first.getPort();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/postgres?user=postgres&password=postgres"
                .formatted(first.getPort());
    }

    /// SIGKILL, then a new start on the same files, with what the first one was started with.
    public void killAndStartAgain() {
        startAgain(kill());
    }

    /// SIGKILL. Returns once nobody answers any more: those whom the postmaster has started find
    /// out by themselves that it has gone, each when it has nothing to do.
    ///
    /// @return what starts it again
    public List<String> kill() {
        ProcessHandle postmaster = postmaster();
        List<String> command = commandOf(postmaster);
        stop(postmaster);
        Set<ProcessHandle> backends = backendsOf(postmaster);
        postmaster.destroyForcibly();
        await().until(() -> Signals.hasEnded(postmaster));
        await().until(() -> backends.stream().allMatch(Signals::hasEnded));
        return command;
    }

    /// On the same files.
    public void startAgain(List<String> command) {
        // It finds out for itself that its predecessor has gone, once the last backend has.
        await().atMost(Duration.ofMinutes(2)).until(() -> started(command));
    }

    /// SIGSTOP: connections stay open and nothing answers, as when a host hangs.
    public void freeze() {
        ProcessHandle postmaster = postmaster();
        stop(postmaster);
        Set<ProcessHandle> stopped = new HashSet<>();
        Set<ProcessHandle> running = backendsOf(postmaster);
        while (stopped.addAll(running)) {
            Signals.send("-STOP", running.stream());
            running = backendsOf(postmaster);
        }
    }

    /// Whom it had begun to start shows only once it stands still.
    private static void stop(ProcessHandle postmaster) {
        Signals.send("-STOP", Stream.of(postmaster));
        await().pollInterval(Duration.ofMillis(5)).until(() -> Signals.isStopped(postmaster));
    }

    /// SIGCONT.
    public void thaw() {
        ProcessHandle postmaster = postmaster();
        Signals.send("-CONT", Stream.concat(Stream.of(postmaster), postmaster.descendants()));
    }

    private static Set<ProcessHandle> backendsOf(ProcessHandle postmaster) {
        return postmaster.descendants().collect(Collectors.toSet());
    }

    private boolean started(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(new File("target/postgres.log")))
                        .start();
        again = process;
        while (process.isAlive() && !answers()) {
            Thread.sleep(50);
        }
        return process.isAlive();
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(jdbcUrl())) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private ProcessHandle postmaster() {
        try {
            return ProcessHandle.of(
                            Long.parseLong(
                                    Files.readAllLines(data.resolve("postmaster.pid")).getFirst()))
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// PostgreSQL does not run as root: like the embedded one, in a user namespace then.
    private static List<String> commandOf(ProcessHandle process) {
        try {
            String line =
                    Files.readString(
                            Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.UTF_8);
            List<String> command = new ArrayList<>(List.of(line.split("\0")));
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(0, List.of("unshare", "-U"));
            }
            return command;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        Process second = again;
        if (second != null) {
            second.destroy();
        }
        try {
            first.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
