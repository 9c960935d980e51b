package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.signature.Deliver;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Somebody holds a table's lock, and everybody who reads it has a connection and waits. Deliveries
/// are accepted, and the service is ready.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class ReadersWaitTest {

    private static final int READERS = 100;
    private static final int DELIVERIES = 50;

    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND wait_event_type = 'Lock' AND query ILIKE '%meetings%'";

    private final Installation installation;
    private final AgroalDataSource database;
    private final Pool pool;
    private final Sql sql;

    ReadersWaitTest(Installation installation, AgroalDataSource database, Pool pool, Sql sql) {
        this.installation = installation;
        this.database = database;
        this.pool = pool;
        this.sql = sql;
    }

    @Test
    void deliveriesAreAcceptedBehindNobodyWhoReads() throws Exception {
        var organization = installation.connected();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> readers;
        try (Connection session = database.getConnection()) {
            session.setAutoCommit(false);
            lock(session);
            readers = Stream.generate(() -> reader(over)).limit(READERS).toList();
            await().until(() -> waiting() >= pool.size());

            IntStream.range(0, DELIVERIES)
                    .forEach(number -> {
                        Deliver.signed(
                                        organization,
                                        ("{\"event\":\"beside readers\",\"n\":" + number + "}")
                                                .getBytes(UTF_8))
                                .statusCode(200);
                    });
            // A busy hour would take all replicas out of service at once.
            given().get("/q/health/ready").then().statusCode(200);

            assertThat(waiting()).as("readers who wait").isPositive();
            over.set(true);
            session.rollback();
        }
        for (Thread reader : readers) {
            reader.join();
        }
    }

    private static void lock(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("LOCK TABLE meetings IN ACCESS EXCLUSIVE MODE");
        }
    }

    /// One who comes again whatever the answer.
    private static Thread reader(AtomicBoolean over) {
        return Thread.ofVirtual()
                .start(() -> {
                    while (!over.get()) {
                        given().auth()
                                .oauth2(TestTokens.of("reader"))
                                .get("/api/meetings")
                                .statusCode();
                    }
                });
    }

    private long waiting() {
        return Long.parseLong(sql.column(WAITING).getFirst());
    }
}
