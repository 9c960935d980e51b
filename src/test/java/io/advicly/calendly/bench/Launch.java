package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A way to run the packaged service.
///
/// @param name as the tables say it
/// @param command up to the configuration
/// @param arguments after the configuration
/// @param warmUpSeconds of load before anything is measured: a JVM is compiling until then
record Launch(String name, List<String> command, List<String> arguments, int warmUpSeconds) {

    private static final List<String> JAR = List.of("-jar", "target/quarkus-app/quarkus-run.jar");
    private static final String ENTRY_POINT = "ENTRYPOINT ";
    private static final int JVM_WARM_UP = 60;
    private static final Path AOT_CACHE = Path.of("target", "bench.aot");

    static Launch jvm() {
        return new Launch("JVM", List.of(java()), JAR, JVM_WARM_UP);
    }

    /// With an AOT cache (JEP 483, 514), recorded by `training`, which starts and stops the service
    /// once.
    static Launch jvmWithAotCache() {
        return new Launch(
                "JVM, AOT cache", List.of(java(), "-XX:AOTCache=" + AOT_CACHE), JAR, JVM_WARM_UP);
    }

    static Launch training() {
        return new Launch("training", List.of(java(), "-XX:AOTCacheOutput=" + AOT_CACHE), JAR, 0);
    }

    /// What load is put on: the native executable when there is one, as that is what runs in
    /// production, with what its image passes it.
    static Launch best() {
        return nativeExecutable().orElseGet(Launch::jvm);
    }

    /// Empty when no executable has been built.
    static Optional<Launch> nativeExecutable() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(file -> new Launch("native", List.of(file.toString()), ofImage(), 10));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// For example its heap.
    private static List<String> ofImage() {
        try (Stream<String> lines = Files.lines(Path.of("docker", "Dockerfile.native"))) {
            String entryPoint =
                    lines.filter(it -> it.startsWith(ENTRY_POINT)).findFirst().orElseThrow();
            String[] command =
                    new ObjectMapper()
                            .readValue(entryPoint.substring(ENTRY_POINT.length()), String[].class);
            return List.of(command).subList(1, command.length);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Process start(List<String> configuration) {
        List<String> all = new ArrayList<>(command);
        all.addAll(configuration);
        all.addAll(arguments);
        File log = new File("target/bench-service.log");
        try {
            return new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
