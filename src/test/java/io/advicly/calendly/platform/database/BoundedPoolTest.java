package io.advicly.calendly.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.platform.failure.ConnectionLostException;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What becomes of connections on which something takes too long or goes wrong for good.
@QuarkusTest
@TestProfile(QuietProfile.class)
class BoundedPoolTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String ME = "SELECT pg_backend_pid()";

    private static final int GIVEN_UP = 20;

    private static final String IN_ZONE =
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %%I %s', current_database()); END $$";

    /// The server may say that it was told to stop before the socket is closed.
    private static final Class<?>[] ANSWERS_OF_AN_OVERDUE_ONE = {
        ConnectionLostException.class, PgException.class
    };

    private final Pool pool;
    private final BoundedPool connections;
    private final Sql sql;

    BoundedPoolTest(Pool pool, BoundedPool connections, Sql sql) {
        this.pool = pool;
        this.connections = connections;
        this.sql = sql;
    }

    @Test
    void aStatementThatTakesTooLongFailsAndTheServerStopsIt() {
        assertThatThrownBy(() ->
                        run(() ->
                                StatementLimit.of(
                                        SHORT,
                                        () ->
                                                pool.query("SELECT pg_sleep(600), 'late'")
                                                        .execute())))
                .isInstanceOfAny(ANSWERS_OF_AN_OVERDUE_ONE);

        await().untilAsserted(() -> assertThat(running("late")).isEqualTo("0"));
    }

    /// What triggers write into the feed is read by machines as it is.
    @Test
    void timesAreInUtcWhateverTheDatabasesZone() throws Throwable {
        sql.execute(IN_ZONE.formatted("SET timezone TO ''Asia/Kolkata''"));
        try {
            assertThat(run(this::zone)).isEqualTo("UTC");
        } finally {
            sql.execute(IN_ZONE.formatted("RESET timezone"));
        }
    }

    private Uni<String> zone() {
        return connections.single().chain(BoundedPoolTest::zoneOf);
    }

    private static Uni<String> zoneOf(PgConnection one) {
        return Uni.createFrom()
                .completionStage(() -> one.query("SHOW TimeZone").execute().toCompletionStage())
                .map(rows -> rows.iterator().next().getString(0))
                .eventually(() -> Uni.createFrom().completionStage(one.close()::toCompletionStage));
    }

    @Test
    void theSameGoesForATransaction() {
        assertThatThrownBy(() ->
                        run(() ->
                                StatementLimit.of(
                                        SHORT,
                                        () ->
                                                pool.withTransaction(connection ->
                                                        connection
                                                                .query(
                                                                        "SELECT pg_sleep(600), 'held'")
                                                                .execute()))))
                .isInstanceOfAny(ANSWERS_OF_AN_OVERDUE_ONE);

        await().untilAsserted(() -> assertThat(running("held")).isEqualTo("0"));
    }

    @Test
    void theOneUnderWayEndsWhenTheTimeOfAllIsOver() {
        assertThatThrownBy(() ->
                        run(() ->
                                StatementLimit.ofAll(
                                        SHORT,
                                        () ->
                                                pool.query("SELECT pg_sleep(600), 'last'")
                                                        .execute())))
                .isInstanceOfAny(ANSWERS_OF_AN_OVERDUE_ONE);

        await().untilAsserted(() -> assertThat(running("last")).isEqualTo("0"));
    }

    @Test
    void noneBeginsAfterTheTimeOfAll() {
        assertThatThrownBy(() ->
                        run(() ->
                                StatementLimit.ofAll(
                                        Duration.ZERO, () -> pool.query("SELECT 1").execute())))
                .isInstanceOf(OverdueException.class);
    }

    @Test
    void aTransactionWhoseTimeIsOverIsRolledBackAndItsConnectionServesOthers() throws Throwable {
        List<String> backends = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() ->
                        run(() ->
                                pool.withTransaction(connection ->
                                        connection
                                                .query(ME)
                                                .execute()
                                                .invoke(rows ->
                                                        backends.add(
                                                                rows.iterator()
                                                                        .next()
                                                                        .getValue(0)
                                                                        .toString()))
                                                .chain(() ->
                                                        StatementLimit.ofAll(
                                                                Duration.ZERO,
                                                                () ->
                                                                        connection
                                                                                .query("SELECT 1")
                                                                                .execute())))))
                .isInstanceOf(OverdueException.class);

        await().untilAsserted(() ->
                assertThat(
                                sql.column(
                                        "SELECT state FROM pg_stat_activity WHERE pid::text = ?",
                                        backends.getFirst()))
                        .containsExactly("idle"));
    }

    @Test
    void aStatementMayTakeLongerWhereSomebodySaysSo() throws Throwable {
        var rows =
                run(() ->
                        StatementLimit.of(
                                SHORT,
                                () ->
                                        StatementLimit.of(
                                                Duration.ofMinutes(1),
                                                () -> pool.query("SELECT pg_sleep(1)").execute())));
        assertThat(rows.size()).isEqualTo(1);
    }

    @Test
    void aConnectionToAServerThatOnlyReadsIsNotUsedAgain() throws Throwable {
        int first =
                pidAfter(connection ->
                        connection
                                .query("SET default_transaction_read_only = on")
                                .execute()
                                .chain(() -> connection.query("CREATE TABLE t()").execute())
                                .replaceWithVoid());
        // A session that is closed takes a moment to end.
        await().untilAsserted(() ->
                assertThat(sql.column("SELECT count(*) FROM pg_stat_activity WHERE pid = " + first))
                        .containsExactly("0"));
    }

    @Test
    void itIsRolledBackBeforeThatAndTheFailureIsTheFirstOne() {
        assertThatThrownBy(() ->
                        run(() ->
                                pool.withTransaction(connection ->
                                        connection
                                                .query("SET LOCAL transaction_read_only = on")
                                                .execute()
                                                .chain(() ->
                                                        connection
                                                                .query("CREATE TABLE t()")
                                                                .execute()))))
                .isInstanceOfSatisfying(
                        PgException.class, it -> assertThat(it.getSqlState()).isEqualTo("25006"));
    }

    @Test
    void aSingleConnectionThatNobodyWaitsForAnyMoreIsClosed() {
        long before = open();
        long ever = ever();
        for (int time = 0; time < GIVEN_UP; time++) {
            connections.single().subscribe().with(late -> {}).cancel();
        }

        await().atMost(Duration.ofMinutes(1)).until(() -> ever() >= ever + GIVEN_UP);
        await().atMost(Duration.ofMinutes(1)).until(() -> open() <= before + GIVEN_UP / 2);
    }

    /// How many sessions the service has; what a test asks by is one more.
    private long open() {
        return number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()");
    }

    /// How many there have ever been.
    private long ever() {
        return number("SELECT sessions FROM pg_stat_database WHERE datname = current_database()");
    }

    private long number(String query) {
        return Long.parseLong(sql.column(query).getFirst());
    }

    /// Does something that fails; the process id of the connection it was done on.
    private int pidAfter(Function<SqlConnection, Uni<Void>> work) throws Throwable {
        return run(() ->
                pool.getConnection()
                        .chain(connection ->
                                connection
                                        .query(ME)
                                        .execute()
                                        .map(rows -> rows.iterator().next().getInteger(0))
                                        .call(() ->
                                                work.apply(connection)
                                                        .onFailure()
                                                        .recoverWithNull())
                                        .onTermination()
                                        .call(connection::close)));
    }

    private String running(String mark) {
        return sql.column(
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <>"
                                + " pg_backend_pid() AND query LIKE '%''"
                                + mark
                                + "''%'")
                .getFirst();
    }

    private static <T> T run(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(work);
    }
}
