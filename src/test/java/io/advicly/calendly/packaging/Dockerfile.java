package io.advicly.calendly.packaging;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Dockerfile's instructions, as far as the checks need them.
record Dockerfile(Path file, List<Instruction> instructions) {

    record Instruction(String name, String arguments) {}

    static Dockerfile read(Path file) throws IOException {
        String joined = Files.readString(file).replace("\\\n", " ");
        return new Dockerfile(
                file,
                joined.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(line -> line.split("\\s+", 2))
                        .map(parts -> new Instruction(parts[0], parts.length > 1 ? parts[1] : ""))
                        .toList());
    }

    /// What a native executable may have as its heap: it reads no percentage of the container's
    /// limit.
    int heapMegabytes() {
        Matcher heap = Pattern.compile("\"-Xmx(\\d+)m\"").matcher(only("ENTRYPOINT"));
        return heap.find() ? Integer.parseInt(heap.group(1)) : 0;
    }

    /// The arguments of each instruction of this name, in order.
    List<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    String only(String name) {
        List<String> all = all(name);
        if (all.size() != 1) {
            throw new AssertionError("%s: %d times %s".formatted(file, all.size(), name));
        }
        return all.getFirst();
    }

    /// What is copied from the build context; a folder ends with a slash, a name may hold a `*`.
    List<String> sources() {
        return all("COPY").stream()
                .map(arguments -> arguments.split("\\s+"))
                .map(words -> Arrays.stream(words).filter(word -> !word.startsWith("--")).toList())
                .flatMap(words -> words.subList(0, words.size() - 1).stream())
                .toList();
    }

    /// The files in the build context that a source stands for.
    static List<Path> matches(String source) throws IOException {
        String pattern = source.endsWith("/") ? source + "**" : source;
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        Path folder = Path.of(source.replaceAll("[^/]*$", ""));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(matcher::matches).toList();
        }
    }
}
