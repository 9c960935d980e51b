package io.advicly.calendly.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/// The packaged service in a process of its own: the native executable when it was built, else the
/// jar.
public final class ServiceProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private static final Path EXECUTABLE =
            Path.of(System.getProperty("native.image.path", "target/none-runner"));

    /// A process that is killed soon is not worth being compiled twice.
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /// What all of them print that this JVM starts, one after the other or mixed.
    public static final Path LOG = Path.of("target/service-processes-" + fork() + ".log");

    private static final int LAST_LINES = 30;

    /// Far more than a start, or a stop, takes on a machine that has other things to do.
    private static final Duration LONG = Duration.ofMinutes(3);

    private static final List<Long> STOOD_STILL = new CopyOnWriteArrayList<>();

    /// Milliseconds.
    private static final long STILL_MARGIN = 2_000;

    private final Process process;
    private long frozenAt;
    private final String base;
    private final String management;

    private ServiceProcess(Process process, String base, String management) {
        this.process = process;
        this.base = base;
        this.management = management;
    }

    /// @param runtime options that the JVM and the native executable both know
    static ServiceProcess start(int port, List<String> runtime, Map<String, String> configuration) {
        return startWith(port, command(runtime, configuration), configuration);
    }

    /// Another build of it.
    ///
    /// @param packaged a `quarkus-run.jar`, or an executable
    static ServiceProcess startOf(Path packaged, int port, Map<String, String> configuration) {
        return startWith(port, command(packaged, List.of(), configuration), configuration);
    }

    /// As its image does, within what an operator is told to allow it.
    static ServiceProcess startWithin(
            MemoryLimit limit, int port, Map<String, String> configuration) {
        List<String> command = new ArrayList<>(limit.prefix());
        command.addAll(command(Image.built().runtime(), configuration));
        return startWith(port, command, configuration);
    }

    private static ServiceProcess startWith(
            int port, List<String> command, Map<String, String> configuration) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                            .start();
            ServiceProcess service =
                    new ServiceProcess(
                            process,
                            "http://localhost:" + port,
                            "http://localhost:" + configuration.get("quarkus.management.port"));
            service.awaitReady();
            return service;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// How a process went that was not expected to stay.
    ///
    /// @param output of both kinds
    public record Ended(int exitCode, String output) {

        public List<String> lines() {
            return output.lines().toList();
        }
    }

    /// Runs the service until it ends by itself, with this configuration and no other.
    public static Ended toItsEnd(Map<String, String> configuration) {
        return toItsEnd(new ProcessBuilder(command(List.of(), configuration)));
    }

    /// The same, configured by environment variables alone, as containers are.
    public static Ended byVariablesToItsEnd(Map<String, String> configuration) {
        ProcessBuilder service = new ProcessBuilder(command(List.of(), Map.of()));
        configuration.forEach((key, value) -> service.environment().put(variable(key), value));
        return toItsEnd(service);
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Ended toItsEnd(ProcessBuilder service) {
        try {
            Path output = Files.createTempFile("service", ".log");
            Process process =
                    service.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the service goes on: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<String> command(List<String> runtime, Map<String, String> configuration) {
        return command(isNative() ? EXECUTABLE : JAR, runtime, configuration);
    }

    private static List<String> command(
            Path packaged, List<String> runtime, Map<String, String> configuration) {
        List<String> command = new ArrayList<>();
        boolean isJar = packaged.toString().endsWith(".jar");
        command.add(
                isJar
                        ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                        : packaged.toString());
        if (isJar) {
            command.addAll(SHORT_LIVED);
        }
        command.addAll(runtime);
        configuration.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (isJar) {
            command.add("-jar");
            command.add(packaged.toString());
        }
        return command;
    }

    private static boolean isNative() {
        return Files.isExecutable(EXECUTABLE);
    }

    /// How an image runs what was built, see `docs/operations.md`.
    ///
    /// @param megabytes that a container of it is to be allowed
    /// @param runtime options
    public record Image(int megabytes, List<String> runtime) {

        public static Image built() {
            String full = "-XX:+ExitOnOutOfMemoryError";
            return isNative()
                    ? new Image(512, List.of("-Xmx256m", full))
                    : new Image(1_024, List.of("-Xmx768m", full));
        }
    }

    public URI at(String path) {
        return URI.create(base + path);
    }

    /// Where health and metrics are.
    public URI management(String path) {
        return URI.create(management + path);
    }

    /// Whether it shows that it was told to stop. Readiness turns for other reasons, too.
    public boolean showsItsStop() {
        for (JsonNode check :
                Http.get(management("/q/health/ready"), Map.of()).body().get("checks")) {
            if (check.get("name").asText().equals("Graceful Shutdown")) {
                return check.get("status").asText().equals("DOWN");
            }
        }
        return false;
    }

    public boolean isReady() {
        return Http.get(management("/q/health/ready"), Map.of()).status() == 200;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// The most that was resident so far, in MiB.
    public long peakMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                            .filter(it -> it.startsWith("VmHWM:"))
                            .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Waits until the process has ended; its exit code.
    public int awaitExit() {
        awaitEnd();
        return process.exitValue();
    }

    /// SIGTERM, as Kubernetes stops a pod; the process has to end by itself.
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /// Whether that is how long a process was made to stand still: what it was at then seems to
    /// have taken as long.
    static boolean stoodStillFor(long millis) {
        return STOOD_STILL.stream()
                .anyMatch(stood -> millis > stood - STILL_MARGIN && millis < stood + STILL_MARGIN);
    }

    /// SIGSTOP: it stands still, as on a machine that has other things to do.
    public void freeze() {
        frozenAt = System.nanoTime();
        Signals.send("-STOP", Stream.of(process.toHandle()));
    }

    /// SIGCONT.
    public void thaw() {
        Signals.send("-CONT", Stream.of(process.toHandle()));
        STOOD_STILL.add((System.nanoTime() - frozenAt) / 1_000_000);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /// Which of the JVMs this is that run tests at the same time.
    private static String fork() {
        String fork = System.getProperty("fork", "1");
        if (fork.isBlank() || fork.contains("$")) {
            throw new IllegalStateException("two JVMs would share one log: fork=" + fork);
        }
        return fork;
    }

    private void awaitReady() {
        try {
            await().atMost(LONG)
                    .failFast("it has ended", () -> !process.isAlive())
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(() ->
                            Http.get(at("/api/calendly/connection"), Map.of()).status() == 401);
        } catch (ConditionTimeoutException | TerminalFailureException failed) {
            throw new IllegalStateException("not ready: " + told(), failed);
        }
    }

    private void awaitEnd() {
        try {
            await().atMost(LONG).until(() -> !process.isAlive());
        } catch (ConditionTimeoutException failed) {
            throw new IllegalStateException("it does not end: " + told(), failed);
        }
    }

    /// All that the processes of this run have printed so far.
    public static List<String> logLines() {
        try {
            return Files.exists(LOG)
                    ? Files.readAllLines(LOG, StandardCharsets.ISO_8859_1)
                    : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What is known of the process, for a failure that cannot be seen again.
    private String told() {
        String state = process.isAlive() ? "it still runs" : "it ended with " + process.exitValue();
        return "%s, %s, the last lines of the log:%n%s".formatted(base, state, lastLines());
    }

    private static String lastLines() {
        try {
            List<String> lines = Files.readAllLines(LOG, StandardCharsets.ISO_8859_1);
            return String.join(
                    System.lineSeparator(),
                    lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
