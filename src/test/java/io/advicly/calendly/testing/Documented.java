package io.advicly.calendly.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// SQL as a document tells it to operators, so that what is tested is what they read.
public final class Documented {

    private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private final List<String> statements;

    private Documented(List<String> statements) {
        this.statements = statements;
    }

    public static Documented in(Path document) {
        try {
            return new Documented(
                    BLOCK.matcher(Files.readString(document))
                            .results()
                            .map(it -> it.group(1).strip())
                            .toList());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Runs the statement that contains these words, with psql's variables.
    public void run(String words, Map<String, String> variables) {
        String sql = statement(words);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            sql = sql.replace(":'" + variable.getKey() + "'", "'" + variable.getValue() + "'");
        }
        Dump.execute(sql);
    }

    /// The first column of what the query with these words finds.
    public List<String> rows(String words) {
        return Dump.column(statement(words));
    }

    private String statement(String words) {
        return statements.stream()
                .filter(it -> it.contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no statement with " + words));
    }
}
