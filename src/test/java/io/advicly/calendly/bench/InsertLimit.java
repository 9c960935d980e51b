package io.advicly.calendly.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The limit that the inbox is measured against: pgbench inserts the same rows into the same table,
/// one row and one commit each.
///
/// The comparison favours pgbench: it is C, it speaks no HTTP, checks no signature, and the bytes
/// of the body are made by the server.
final class InsertLimit {

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+)");

    private static String insertOf(int bodyBytes) {
        return """
        INSERT INTO calendly_webhook_deliveries
          (id, subscription_id, organization_uri, dedupe_key, body, due_at, received_at)
        SELECT gen_random_uuid(), id, organization_uri,
               decode(md5(random()::text) || md5(random()::text), 'hex'),
               convert_to(rpad(random()::text, %d, 'x'), 'UTF8'), now() + interval '1 day', now()
        FROM calendly_webhook_subscriptions WHERE is_active LIMIT 1;
        """
                .formatted(bodyBytes);
    }

    private InsertLimit() {}

    record Rate(double perSecond, double averageMillis) {}

    /// Empty without pgbench on the PATH.
    ///
    /// @param bodyBytes how long the body is
    static Optional<Rate> measure(Postgres postgres, int bodyBytes, int connections, int seconds) {
        try {
            Path script = Files.createTempFile("insert", ".sql");
            Files.writeString(script, insertOf(bodyBytes));
            Process process = command(script, postgres.port(), connections, seconds).start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pgbench failed: " + text);
            }
            return Optional.of(new Rate(first(TPS, text), first(LATENCY, text)));
        } catch (IOException noPgbench) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static ProcessBuilder command(Path script, int port, int connections, int seconds) {
        String line =
                "pgbench -n -M prepared -j 2 -c %d -T %d -h localhost -p %d -U postgres -f %s postgres"
                        .formatted(connections, seconds, port, script);
        ProcessBuilder pgbench = new ProcessBuilder(line.split(" ")).redirectErrorStream(true);
        pgbench.environment().put("PGPASSWORD", "postgres");
        return pgbench;
    }

    private static double first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench says: " + text);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
