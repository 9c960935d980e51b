package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Prints tables as they are measured, and keeps them as JSON with machine and commit.
final class Report {

    private final ObjectNode json = Http.JSON.createObjectNode();
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    Report(Options options) {
        json.put("started_at", startedAt.toString());
        json.put("commit", output("git", "rev-parse", "--short", "HEAD"));
        json.put("changed", !output("git", "status", "--porcelain", "src/main").isEmpty());
        ObjectNode machine = json.putObject("machine");
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("memory_mib", memoryMib());
        machine.put("processor", cpuModel());
        machine.put(
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", System.getProperty("java.vm.version"));
        json.put("on", options.on().name());
        json.put("seconds", options.seconds());
        json.put("connections", options.connections());
        json.putObject("tables");
        System.out.println(json.toPrettyString());
    }

    /// @param note what a reader has to know; may be empty
    void table(String name, String title, List<String> head, List<List<Object>> rows, String note) {
        ArrayNode kept = ((ObjectNode) json.get("tables")).putArray(name);
        for (List<Object> row : rows) {
            ObjectNode object = kept.addObject();
            for (int column = 0; column < head.size(); column++) {
                object.putPOJO(head.get(column), row.get(column));
            }
        }
        System.out.println("\n## " + title + "\n");
        System.out.println(line(head));
        System.out.println(
                head.stream().map(_ -> "---").collect(Collectors.joining("|", "|", "|")));
        rows.forEach(row -> System.out.println(line(row.stream().map(Report::text).toList())));
        if (!note.isEmpty()) {
            System.out.println("\n" + note);
        }
    }

    Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            String name =
                    startedAt.toString().substring(0, 10)
                            + "-"
                            + json.get("commit").asText()
                            + "-"
                            + json.get("on").asText().toLowerCase(Locale.ROOT);
            Path file = folder.resolve(name + ".json");
            Files.writeString(file, json.toPrettyString() + "\n");
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : "%.2f", number);
        }
        return value instanceof Long number
                ? String.format(Locale.ROOT, "%,d", number)
                : String.valueOf(value);
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(Arrays.asList(command)).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException missing) {
            return "unknown";
        }
    }

    private static String cpuModel() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    private static long memoryMib() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return system.getTotalMemorySize() / (1024 * 1024);
    }
}
