package io.advicly.calendly.packaging;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What `.dockerignore` lets into the build context: the last pattern that matches a file, or a
/// folder that it is in, decides.
final class DockerIgnore {

    private final List<String> patterns;

    private DockerIgnore(List<String> patterns) {
        this.patterns = patterns;
    }

    static DockerIgnore read() throws IOException {
        return new DockerIgnore(
                Files.readString(Path.of(".dockerignore"))
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList());
    }

    boolean admits(String file) {
        boolean admitted = true;
        for (String pattern : patterns) {
            boolean exception = pattern.startsWith("!");
            if (matches(exception ? pattern.substring(1) : pattern, Path.of(file))) {
                admitted = exception;
            }
        }
        return admitted;
    }

    private static boolean matches(String pattern, Path file) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        for (int length = 1; length <= file.getNameCount(); length++) {
            if (matcher.matches(file.subpath(0, length))) {
                return true;
            }
        }
        return false;
    }
}
