package io.advicly.calendly.feed;

import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Surroundings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A writer of drafts, as the service's transactions write them: several together, about something
/// that it alone writes about, some of them rolled back, some committed late.
final class FeedDrafts {

    private static final int TOGETHER = 10;
    private static final int SUBJECTS = 5;
    private static final Duration LONG = Duration.ofMinutes(20);

    private final Random random;
    private final int writer;
    private final int events;
    private final Set<String> committed;
    private final AtomicInteger allowed;
    private final Map<String, Integer> numbers = new HashMap<>();

    /// @param committed takes what is told for good
    /// @param allowed how many there may be for now
    FeedDrafts(int writer, int events, Set<String> committed, AtomicInteger allowed) {
        this.random = new Random(writer);
        this.writer = writer;
        this.events = events;
        this.committed = committed;
        this.allowed = allowed;
    }

    void write() {
        try (Connection connection = DriverManager.getConnection(Surroundings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int round = 0; round < events / TOGETHER; round++) {
                if (committed.size() >= allowed.get()) {
                    await().atMost(LONG).until(() -> committed.size() < allowed.get());
                }
                round(connection, statement);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void round(Connection connection, Statement statement) throws SQLException {
        Set<String> names = new HashSet<>();
        for (int n = 0; n < TOGETHER; n++) {
            String tenant = random.nextBoolean() ? "acme" : "globex";
            String about = "w" + writer + "s" + random.nextInt(SUBJECTS);
            int number = numbers.merge(tenant + about, 1, Integer::sum);
            names.add(tenant + " " + about + " " + number);
            statement.execute(
                    """
                    INSERT INTO event_drafts (tenant_id, type, subject, data)
                    VALUES ('%1$s', 'meeting.updated', '%1$s/%2$s', '{"about": "%2$s", "number": %3$d}')\
                    """
                            .formatted(tenant, about, number));
        }
        if (random.nextInt(50) == 0) {
            statement.execute("SELECT pg_sleep(0.05)");
        }
        if (random.nextInt(5) == 0) {
            connection.rollback();
        } else {
            connection.commit();
            committed.addAll(names);
        }
    }
}
