package io.advicly.calendly.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes `docs/configuration.md` from the settings' interfaces, as they stand in the sources: a row
/// for each key. Runs as a source file, without a build (`etc/configuration`).
final class ConfigurationTable {

    static final Path FILE = Path.of("docs/configuration.md");

    private static final Path MAIN = Path.of("src/main/java/io/advicly/calendly");

    private static final String HEAD =
            """
            # Configuration

            Every key of this service's own. `etc/configuration` writes this file from the settings' interfaces; `ConfigurationTableTest` compares.
            Each key is also an environment variable: in capitals, with `_` for whatever is no letter and no digit (`CALENDLY_CLIENT_ID`).
            Durations are `500ms`, `15s`, `2m`, `1h`, `7d`; sizes are `64K`, `8M`, `1G`.

            | key | default | may be | what it is |
            |---|---|---|---|
            """;

    private static final Pattern PREFIX =
            Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern INTERFACE =
            Pattern.compile("^\\s*(?:public )?interface (\\w+) \\{");
    private static final Pattern METHOD = Pattern.compile("^\\s+(\\S[\\w<>, @]*) (\\w+)\\(\\);");
    private static final Pattern VALUE =
            Pattern.compile("^\\s+@(WithDefault|WithName)\\(\"([^\"]*)\"\\)");
    private static final Pattern RANGE =
            Pattern.compile("^\\s+(calendly\\.\\S+) (\\S*)\\.\\.(\\S*)$");

    private ConfigurationTable() {}

    public static void main(String... arguments) throws IOException {
        Files.writeString(FILE, text());
    }

    /// What the file is to hold.
    static String text() {
        return rows().stream().map(Row::line).collect(Collectors.joining("", HEAD, ""));
    }

    /// One key.
    ///
    /// @param standard what it is where nothing is set; empty for none
    /// @param range what else it may be; empty for anything
    record Row(String key, String standard, String range, String words) {

        private String line() {
            return "| `%s` | %s | %s | %s |\n"
                    .formatted(key, code(standard, "none"), code(range, ""), words);
        }

        private static String code(String text, String otherwise) {
            return text.isEmpty() ? otherwise : "`" + text + "`";
        }
    }

    static Collection<Row> rows() {
        Map<String, String> ranges = ranges();
        Map<String, Row> rows = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            files.filter(it -> it.toString().endsWith(".java"))
                    .sorted()
                    .map(ConfigurationTable::read)
                    .filter(source -> PREFIX.matcher(source).find())
                    .filter(source -> source.contains("interface "))
                    .forEach(source -> new Reading(source, ranges, rows).run());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return rows.values();
    }

    /// Two features may read the same key.
    private static Row fuller(Row one, Row other) {
        return one.words().length() < other.words().length() ? other : one;
    }

    private static Map<String, String> ranges() {
        Map<String, String> ranges = new HashMap<>();
        read(MAIN.resolve("OurKeys.java"))
                .lines()
                .map(RANGE::matcher)
                .filter(Matcher::matches)
                .forEach(it -> ranges.put(it.group(1), it.group(2) + ".." + it.group(3)));
        return ranges;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Goes through one file of settings, from top to bottom.
    private static final class Reading {

        private final String source;
        private final Map<String, String> ranges;
        private final Map<String, Row> rows;
        private final Map<String, String> prefixes = new HashMap<>();
        private final Deque<String> inside = new ArrayDeque<>();
        private final StringBuilder words = new StringBuilder();
        private final Map<String, String> values = new HashMap<>();

        Reading(String source, Map<String, String> ranges, Map<String, Row> rows) {
            this.source = source;
            this.ranges = ranges;
            this.rows = rows;
        }

        void run() {
            Matcher prefix = PREFIX.matcher(source);
            if (prefix.find()) {
                source.substring(prefix.end()).lines().forEach(line -> take(line, prefix.group(1)));
            }
        }

        private void take(String line, String whole) {
            Matcher value = VALUE.matcher(line);
            Matcher opening = INTERFACE.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (line.strip().startsWith("///")) {
                words.append(line.strip().substring(3)).append(' ');
            } else if (value.find()) {
                values.put(value.group(1), value.group(2));
            } else if (opening.find()) {
                inside.push(prefixes.getOrDefault(opening.group(1), whole));
                forget();
            } else if (method.find()) {
                method(method.group(1), method.group(2));
                forget();
            } else if (line.strip().equals("}") && !inside.isEmpty()) {
                inside.pop();
            }
        }

        private void method(String type, String name) {
            String key = inside.peek() + "." + values.getOrDefault("WithName", kebab(name));
            if (source.contains("interface " + type + " {")) {
                prefixes.put(type, key);
                return;
            }
            String shown = type.startsWith("Map<") ? key + ".<id>" : key;
            String standard = values.getOrDefault("WithDefault", "");
            rows.merge(
                    shown,
                    new Row(shown, standard, ranges.getOrDefault(key, ""), plain()),
                    ConfigurationTable::fuller);
        }

        /// As it stands in the sources, without links to classes.
        private String plain() {
            return words.toString()
                    .replaceAll("\\[#?(\\w+)]", "`$1`")
                    .replaceAll("\\s+", " ")
                    .replace("|", "\\|")
                    .strip();
        }

        private void forget() {
            words.setLength(0);
            values.clear();
        }

        private static String kebab(String name) {
            return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }
    }
}
