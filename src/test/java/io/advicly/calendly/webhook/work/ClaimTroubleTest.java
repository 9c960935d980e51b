package io.advicly.calendly.webhook.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Logged;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The database cannot do what claiming asks of it, however often it is asked.
@QuarkusTest
@TestProfile(QuietProfile.class)
class ClaimTroubleTest {

    private static final int ASKED = 10;

    private final Sql sql;
    private final DeliveryWorker worker;

    ClaimTroubleTest(Sql sql, DeliveryWorker worker) {
        this.sql = sql;
        this.worker = worker;
    }

    @Test
    void itIsToldOnceAMinute() {
        sql.execute("ALTER TABLE calendly_webhook_deliveries RENAME TO deliveries_elsewhere");
        try (Logged told = new Logged("worker\\.claim_failed")) {
            AtomicInteger asked = new AtomicInteger();
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        worker.wake();
                        return asked.incrementAndGet() >= ASKED;
                    });
            await().atMost(Duration.ofMinutes(2)).until(() -> !told.lines().isEmpty());
            assertThat(told.lines()).hasSize(1);
        } finally {
            sql.execute("ALTER TABLE deliveries_elsewhere RENAME TO calendly_webhook_deliveries");
        }
    }
}
