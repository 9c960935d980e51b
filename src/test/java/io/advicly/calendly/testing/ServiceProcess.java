package io.advicly.calendly.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged service in a process of its own: the native executable when it was built, else the
/// jar.
public final class ServiceProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    /// A process that is killed soon is not worth being compiled twice.
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final String base;

    private ServiceProcess(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /// @param runtime options that the JVM and the native executable both know
    static ServiceProcess start(int port, List<String> runtime, Map<String, String> configuration) {
        try {
            Process process =
                    new ProcessBuilder(command(runtime, configuration))
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            new File("target/service-processes.log")))
                            .start();
            ServiceProcess service = new ServiceProcess(process, "http://localhost:" + port);
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
        try {
            Path output = Files.createTempFile("service", ".log");
            Process process =
                    new ProcessBuilder(command(List.of(), configuration))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
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
        List<String> command = new ArrayList<>();
        Path executable = Path.of(System.getProperty("native.image.path", "target/none-runner"));
        boolean isNative = Files.isExecutable(executable);
        command.add(
                isNative
                        ? executable.toString()
                        : Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!isNative) {
            command.addAll(SHORT_LIVED);
        }
        command.addAll(runtime);
        configuration.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (!isNative) {
            command.add("-jar");
            command.add(JAR.toString());
        }
        return command;
    }

    public URI at(String path) {
        return URI.create(base + path);
    }

    /// Waits until the process has ended; its exit code.
    public int awaitExit() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /// SIGTERM, as Kubernetes stops a pod; the process has to end by itself.
    public void stop() {
        process.destroy();
        await().atMost(Duration.ofSeconds(90)).until(() -> !process.isAlive());
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(
                                "the service has ended with " + process.exitValue());
                    }
                    return Http.get(at("/api/calendly/connection"), Map.of()).status() == 401;
                });
    }
}
