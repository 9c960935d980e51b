package io.advicly.calendly.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Public tools that read the descriptions: of npm, in the versions of `src/test/openapi`, and of
/// Maven Central. Each is fetched once, into the user's cache.
final class Tools {

    static final Path HOME = Path.of("src/test/openapi");

    private static final String GENERATOR = "openapi-generator-cli";
    private static final String GENERATOR_VERSION = "7.17.0";
    private static final String COPY =
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

    private Tools() {}

    record Output(int status, String text) {

        Output expectGood() {
            if (status != 0) {
                throw new AssertionError("status " + status + ": " + text);
            }
            return this;
        }
    }

    /// A folder with `node_modules`; empty where npm is missing, or has no registry to ask.
    static Optional<Path> ofNode() {
        if (!isOnPath("node") || !isOnPath("npm")) {
            return Optional.empty();
        }
        Path folder = cache().resolve("api-tools-" + hash(HOME.resolve("package-lock.json")));
        return Files.isDirectory(folder) || install(folder)
                ? Optional.of(folder)
                : Optional.empty();
    }

    /// The jar of openapi-generator; empty where it cannot be fetched.
    static Optional<Path> generator() {
        Path jar = cache().resolve(GENERATOR + "-" + GENERATOR_VERSION + ".jar");
        if (Files.isRegularFile(jar)) {
            return Optional.of(jar);
        }
        Output fetched =
                run(
                        Path.of("."),
                        List.of(
                                "./mvnw",
                                "-B",
                                "-ntp",
                                "-q",
                                COPY,
                                "-Dartifact=org.openapitools:%s:%s"
                                        .formatted(GENERATOR, GENERATOR_VERSION),
                                "-DoutputDirectory=" + cache()));
        return fetched.status() == 0 ? Optional.of(jar) : Optional.empty();
    }

    /// A folder of its own whose programs find the modules.
    static Path workshop(Path modules, String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target/api-clients", name));
            Path link = folder.resolve("node_modules");
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, modules.resolve("node_modules"));
            for (String file : List.of("package.json", "tsconfig.json", "client.ts")) {
                copy(HOME.resolve(file), folder.resolve(file));
            }
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static Output run(Path folder, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Others may do the same at the same time: whoever is done first is right.
    private static boolean install(Path folder) {
        try {
            Path mine = Files.createTempDirectory(Files.createDirectories(cache()), "npm");
            copy(HOME.resolve("package.json"), mine.resolve("package.json"));
            copy(HOME.resolve("package-lock.json"), mine.resolve("package-lock.json"));
            Output installed =
                    run(mine, List.of("npm", "ci", "--silent", "--no-fund", "--no-audit"));
            if (installed.status() != 0) {
                return false;
            }
            var _ = mine.toFile().renameTo(folder.toFile());
            return Files.isDirectory(folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Path cache() {
        String set = System.getenv("XDG_CACHE_HOME");
        Path caches =
                set == null || set.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(set);
        return caches.resolve("calendly-connect").toAbsolutePath();
    }

    private static void copy(Path from, Path to) throws IOException {
        var _ = Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String hash(Path file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
