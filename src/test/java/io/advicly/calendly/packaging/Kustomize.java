package io.advicly.calendly.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Renders overlays with the `kustomize` or `kubectl` found on the PATH.
final class Kustomize {

    private static final Path MANIFESTS = Path.of("k8s");
    private static final List<List<String>> CANDIDATES =
            List.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"));

    private final List<String> command;

    private Kustomize(List<String> command) {
        this.command = command;
    }

    /// A renderer that can read today's kustomizations; kubectl could not before 1.21.
    static Optional<Kustomize> find() {
        return CANDIDATES.stream()
                .filter(candidate -> onPath(candidate.getFirst()))
                .map(Kustomize::new)
                .filter(Kustomize::readsTodaysKustomizations)
                .findFirst();
    }

    String render(String overlay) {
        Output output = run(MANIFESTS.resolve("overlays").resolve(overlay));
        if (output.status() != 0) {
            throw new IllegalStateException(
                    "%s failed on overlay %s: %s".formatted(command, overlay, output.error()));
        }
        // A warning is a deprecated field: fix it while it is one.
        if (!output.error().isBlank()) {
            throw new IllegalStateException(
                    "%s warns on overlay %s: %s".formatted(command, overlay, output.error()));
        }
        return output.text();
    }

    private boolean readsTodaysKustomizations() {
        try {
            Path root = Files.createTempDirectory("kustomize-probe");
            Path inner = Files.createDirectories(root.resolve("inner"));
            Files.writeString(
                    inner.resolve("kustomization.yaml"),
                    "configMapGenerator:\n  - name: probe\n    literals: [a=b]\n");
            Files.writeString(root.resolve("kustomization.yaml"), "resources: [inner]\n");
            return run(root).status() == 0;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Output run(Path directory) {
        List<String> line = new ArrayList<>(command);
        line.add(directory.toString());
        try {
            Path error = Files.createTempFile("kustomize", ".err");
            Process process = new ProcessBuilder(line).redirectError(error.toFile()).start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(line + " does not end");
            }
            return new Output(process.exitValue(), text, Files.readString(error));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && path.lines()
                        .flatMap(line -> List.of(line.split(":")).stream())
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private record Output(int status, String text, String error) {}
}
