package io.advicly.calendly.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Ports;
import io.advicly.calendly.testing.TcpProxy;
import io.advicly.calendly.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What connections that cannot be made cost those that are there: nothing.
class ConnectorTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /// Whatever is watched is overdue by then, and was looked at many times since.
    private static final Duration LONG = LIMIT.multipliedBy(2);

    private static final int MANY = 1_000;

    private final PgConnectOptions database =
            PgConnectOptions.fromUri(
                            TestDatabase.create()
                                    .configuration()
                                    .getOrDefault("quarkus.datasource.reactive.url", "")
                                    .replace("vertx-reactive:", ""))
                    .setUser("postgres")
                    .setPassword("postgres");
    private final List<PgConnection> lost = new CopyOnWriteArrayList<>();
    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    @Test
    void oneThatIsRefusedCostsNoOther() {
        Connector connector =
                connector(new PgConnectOptions(database).setDatabase("there_is_none"));
        PgConnection idle = connect(connector);

        assertThatThrownBy(() -> connect(connector)).hasMessageContaining("3D000");

        assertKept(idle);
    }

    @Test
    void oneThatIsNeverAnsweredCostsNoOther() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Connector connector =
                    connector(
                            new PgConnectOptions(database)
                                    .setHost("127.0.0.1")
                                    .setPort(silent.getLocalPort()));
            PgConnection idle = connect(connector);

            assertThatThrownBy(() -> connect(connector)).isInstanceOf(CompletionException.class);

            assertKept(idle);
        }
    }

    @Test
    void noneIsLostToTheCancellingOfAStatement() {
        Connector connector = connector(database);
        PgConnection slow = connect(connector);
        PgConnection other = connect(connector);

        Future<?> late = slow.query("SELECT pg_sleep(60)").execute();
        // What is heard of it later than that shows that not all have gone silent.
        ask(other);
        await().until(late::isComplete);

        assertThat(late.failed()).isTrue();
        assertKept(other);
    }

    /// Nothing else would end it for a long time.
    @Test
    void oneThatIsNotAnsweredAtTheEndIsClosedWithoutAnAnswer() {
        try (TcpProxy proxy = TcpProxy.to(database.getPort())) {
            PgConnectOptions silent =
                    new PgConnectOptions(database).setHost("127.0.0.1").setPort(proxy.port());
            Connector connector =
                    new Connector(vertx, List.of(silent), new Limits(Duration.ofHours(1)));
            PgConnection connection = connect(connector);
            proxy.silenceAll();
            Future<?> never = connection.query("SELECT 1").execute();

            connector.abandon();

            await().until(never::isComplete);
            await().until(() -> lost.contains(connection));
        }
    }

    /// A process that stands still, or a machine that is gone without a word, would keep them for
    /// ever, and everybody else waiting with every health check green.
    @Test
    void theLocksOfATransactionThatNobodyGoesOnWithAreLetGo() {
        Connector connector = connector(database);
        PgConnection still = (PgConnection) done(connector.writable(context()));
        var _ = done(still.query("BEGIN").execute());
        var _ = done(still.query("SELECT pg_advisory_xact_lock(4711)").execute());
        PgConnection other = (PgConnection) done(connector.writable(context()));

        await().atMost(Duration.ofMinutes(1)).until(() -> locks(other));
    }

    private boolean locks(PgConnection connection) {
        return done(connection.query("SELECT pg_try_advisory_lock(4711)").execute())
                .iterator()
                .next()
                .getBoolean(0);
    }

    @Test
    void ofSeveralDatabasesTheOneThatWritesIsTaken() {
        PgConnectOptions reading =
                new PgConnectOptions(database)
                        .setProperties(Map.of("default_transaction_read_only", "on"));
        Connector connector = connector(reading);

        for (int time = 0; time < 4; time++) {
            PgConnection connection = (PgConnection) done(connector.writable(context()));
            assertThat(
                            done(connection.query("SHOW transaction_read_only").execute())
                                    .iterator()
                                    .next()
                                    .getString(0))
                    .isEqualTo("off");
        }
    }

    @Test
    void noneThatOnlyReadsIsTaken() {
        PgConnectOptions reading =
                new PgConnectOptions(database)
                        .setProperties(Map.of("default_transaction_read_only", "on"));
        Connector connector = new Connector(vertx, List.of(reading), new Limits(LIMIT));

        assertThatThrownBy(() -> done(connector.writable(context()))).hasMessageContaining("25006");
        assertThat(done(connector.connect(context()))).isNotNull();
    }

    /// Idle ones at once, others once what is under way has its answer.
    @Test
    void thoseOfAServerThatOnlyReadsAreGivenUp() {
        Connector connector = connector(database);
        PgConnection idle = (PgConnection) done(connector.writable(context()));
        idle.closeHandler(closed -> lost.add(idle));
        PgConnection single = connect(connector);

        connector.retire();

        await().until(() -> lost.contains(idle));
        ask(single);
    }

    @Test
    void howeverManyWantOneAServerThatRefusesIsAskedSomeTimesASecond() {
        try (TcpProxy proxy = TcpProxy.to(Ports.free())) {
            PgConnectOptions away =
                    new PgConnectOptions(database).setHost("127.0.0.1").setPort(proxy.port());
            Connector connector = new Connector(vertx, List.of(away), new Limits(LIMIT));
            long began = System.nanoTime();
            for (int time = 0; time < MANY; time++) {
                assertThatThrownBy(() -> done(connector.writable(context())))
                        .isInstanceOf(CompletionException.class);
            }

            long tenths = (System.nanoTime() - began) / 100_000_000;
            assertThat((long) proxy.accepted()).isLessThanOrEqualTo(4 + tenths);
        }
    }

    private Context context() {
        return vertx.getOrCreateContext();
    }

    /// The database, and by turns something else.
    private Connector connector(PgConnectOptions second) {
        return new Connector(vertx, List.of(database, second), new Limits(LIMIT));
    }

    private PgConnection connect(Connector connector) {
        PgConnection connection =
                (PgConnection) done(connector.connect(vertx.getOrCreateContext()));
        connection.closeHandler(closed -> lost.add(connection));
        return connection;
    }

    private void assertKept(PgConnection connection) {
        await().during(LONG).atMost(LONG.multipliedBy(4)).until(() -> !lost.contains(connection));
        ask(connection);
    }

    private static void ask(PgConnection connection) {
        assertThat(done(connection.query("SELECT 1").execute()).size()).isEqualTo(1);
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private record Limits(Duration limit) implements DatabaseSettings {

        @Override
        public Duration statementLimit() {
            return limit;
        }

        @Override
        public Duration requestLimit() {
            return limit;
        }

        @Override
        public Duration connectionLimit() {
            return limit;
        }
    }
}
