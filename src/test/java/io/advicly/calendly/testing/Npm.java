package io.advicly.calendly.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What tests alone need of npm, in the versions of `src/test/npm`, none of which runs anything as
/// it is installed. Put into `target/npm` once.
public final class Npm {

    private static final Path WANTED = Path.of("src/test/npm");
    private static final Path FOLDER = Path.of("target/npm");
    private static final List<String> FILES = List.of("package.json", "package-lock.json");
    private static final long PATIENCE_SECONDS = 300;

    private static final Optional<String> MISSING = install();

    private Npm() {}

    /// A condition for tests; says once why they are skipped.
    public static boolean isInstalled() {
        return MISSING.isEmpty();
    }

    /// Of a package: `axe-core/axe.min.js`.
    public static Path file(String path) {
        return FOLDER.resolve("node_modules").resolve(path);
    }

    /// Runs a script of a package, with Node; fails with what it says unless it ends well.
    public static String run(String script, String... arguments) {
        String[] line = new String[arguments.length + 2];
        line[0] = "node";
        line[1] = file(script).toString();
        System.arraycopy(arguments, 0, line, 2, arguments.length);
        Output output = output(Path.of("."), line);
        if (output.status() != 0) {
            throw new AssertionError(output.text());
        }
        return output.text();
    }

    /// @return why there is nothing to run
    private static Optional<String> install() {
        Optional<String> missing =
                onPath("npm") && onPath("node") ? filled() : Optional.of("npm is not on the PATH");
        missing.ifPresent(why -> System.out.println("Tests that need npm are skipped: " + why));
        return missing;
    }

    private static Optional<String> filled() {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel gate =
                            FileChannel.open(
                                    FOLDER.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = gate.lock()) {
                return isAsWanted() ? Optional.empty() : fill();
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static boolean isAsWanted() throws IOException {
        for (String name : FILES) {
            Path there = FOLDER.resolve(name);
            if (!Files.exists(there) || Files.mismatch(there, WANTED.resolve(name)) != -1) {
                return false;
            }
        }
        return Files.exists(FOLDER.resolve("done"));
    }

    private static Optional<String> fill() throws IOException {
        Files.deleteIfExists(FOLDER.resolve("done"));
        for (String name : FILES) {
            Files.copy(
                    WANTED.resolve(name),
                    FOLDER.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Output output =
                output(
                        FOLDER,
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--legacy-peer-deps",
                        "--no-fund",
                        "--no-audit",
                        "--prefer-offline");
        if (output.status() != 0) {
            return Optional.of("npm could not install them: " + output.text().lines().findFirst());
        }
        Files.createFile(FOLDER.resolve("done"));
        return Optional.empty();
    }

    private record Output(int status, String text) {}

    private static Output output(Path directory, String... line) {
        try {
            Process process =
                    new ProcessBuilder(line)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Output(-1, String.join(" ", line) + " does not end");
            }
            return new Output(process.exitValue(), text);
        } catch (IOException broken) {
            return new Output(-1, String.valueOf(broken));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static boolean onPath(String command) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, command))
                .anyMatch(Files::isExecutable);
    }
}
