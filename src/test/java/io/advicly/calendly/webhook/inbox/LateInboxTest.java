package io.advicly.calendly.webhook.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.LateInboxProfile;
import io.advicly.calendly.webhook.Receipt;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// The database takes nothing for long: whoever waits is told so, and what was theirs is in memory
/// no longer than the statement that has it.
@QuarkusTest
@TestProfile(LateInboxProfile.class)
class LateInboxTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int BATCHES = 10;

    private final Installation installation;
    private final Storing storing;
    private final DataSource database;

    LateInboxTest(Installation installation, Storing storing, DataSource database) {
        this.installation = installation;
        this.storing = storing;
        this.database = database;
    }

    @Test
    void nothingHoldsWhatWasLetGo() throws SQLException {
        // Given
        var organization = installation.connected();
        List<WeakReference<SignedDelivery>> given = new ArrayList<>();
        try (Connection hanging = database.getConnection();
                Statement statement = hanging.createStatement()) {
            hanging.setAutoCommit(false);
            statement.execute("LOCK TABLE calendly_webhook_deliveries IN EXCLUSIVE MODE");
            // When
            for (int batch = 0; batch < BATCHES; batch++) {
                given.add(late(organization, batch));
            }
            // Then
            await().atMost(LONG)
                    .untilAsserted(() -> {
                        System.gc();
                        assertThat(given).allMatch(one -> one.refersTo(null));
                    });
            hanging.rollback();
        }
    }

    private WeakReference<SignedDelivery> late(Installation.Organization organization, int number) {
        SignedDelivery delivery = Storing.signed(organization, "{\"late\":" + number + "}");
        CompletableFuture<Receipt> answer = storing.one(delivery);
        await().atMost(LONG).until(answer::isDone);
        // By our patience, or by the database's limits, whichever is over first.
        assertThat(answer).isCompletedExceptionally();
        return new WeakReference<>(delivery);
    }
}
