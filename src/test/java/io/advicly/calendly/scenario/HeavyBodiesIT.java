package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What has been acknowledged is worked off with the heap that the image has, however large it is.
class HeavyBodiesIT {

    private static final int HEAP = 256;
    private static final int BODIES = 300;
    private static final int BYTES = 1_000_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    /// What takes longer than that is claimed again, and a machine may be busy.
    private static final Map<String, String> UNHURRIED =
            Map.of(
                    "calendly.webhook.worker.lease", "10m",
                    "calendly.database.statement-limit", "60s");

    @Test
    void aBacklogOfTheLargestBodiesIsWorkedOff() throws IOException {
        try (Installation installation = Installation.create()) {
            installation.start(Map.of()).close(); // there are tables now
            String account = store();
            try (ServiceProcess service = installation.startWithHeap(HEAP, UNHURRIED)) {
                await().atMost(LONG).until(() -> count("state = 'processed'") == BODIES);

                assertThat(count("claims > 1")).as("claimed in vain").isZero();
                assertThat(Dump.column("SELECT user_id FROM meetings"))
                        .hasSize(BODIES)
                        .allMatch(account::equals);
                assertThat(service.at("")).isNotNull();
            }
        }
    }

    /// As the intake has stored them, before this process began: meetings of one host, each with a
    /// long answer of the guest's.
    private static String store() throws IOException {
        Subscribed target = Subscribed.in(Surroundings.jdbcUrl());
        String sample =
                Files.readString(Path.of("src/test/resources/samples/invitee.created.json"))
                        .replace("SIMUSER000000001", target.account());
        Dump.execute(
                """
                INSERT INTO calendly_webhook_deliveries
                  (id, subscription_id, organization_uri, dedupe_key, body, received_at, due_at)
                SELECT gen_random_uuid(), s.id, s.organization_uri, sha256(n::text::bytea),
                  convert_to(replace(replace($body$%s$body$, '/SIM', '/N' || n), 'Renewal', repeat('x', %d)), 'UTF8'),
                  now(), now()
                FROM calendly_webhook_subscriptions s, generate_series(1, %d) AS n\
                """
                        .formatted(sample, BYTES, BODIES));
        return target.account();
    }

    private static long count(String condition) {
        return Dump.count("calendly_webhook_deliveries WHERE " + condition);
    }
}
