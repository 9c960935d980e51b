package io.advicly.calendly.platform.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Makes the one pool of connections that everything uses, Hibernate too, of connections that have
/// limits ([BoundedConnection]); a small one of those that are kept for accepting deliveries, which
/// come whoever reads; and single ones, for what must not wait behind the load.
@Singleton
public class BoundedPool implements PgPoolCreator {

    private static final int LONGEST_STATEMENT = 32_768;

    /// After [io.advicly.calendly.platform.notice.Notices] has left.
    private static final int LAST = 200_000;

    private static final int MOST_RESERVED = 4;

    private final DatabaseSettings settings;
    private volatile @Nullable Connector connector;
    private volatile @Nullable Pool reserve;
    private volatile @Nullable VertxInternal vertx;

    BoundedPool(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(this::limit);
        Connector connections =
                new Connector(input.vertx(), input.pgConnectOptionsList(), settings);
        vertx = (VertxInternal) input.vertx();
        connector = connections;
        int reserved = reserved(input.poolOptions().getMaxSize());
        reserve =
                pool(
                        input,
                        new PoolOptions(input.poolOptions()).setShared(false).setMaxSize(reserved));
        return pool(
                input,
                input.poolOptions()
                        .setMaxSize(Math.max(1, input.poolOptions().getMaxSize() - reserved)));
    }

    private Pool pool(Input input, PoolOptions options) {
        return PgDriver.INSTANCE
                .createPool(
                        input.vertx(),
                        input.pgConnectOptionsList(),
                        options.setConnectionTimeout(millis(settings.connectionLimit()))
                                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .connectionProvider(Objects.requireNonNull(connector)::writable);
    }

    /// Out of so many, for accepting deliveries: two commits and two look-ups of keys at the same
    /// time, and no more than a fifth.
    static int reserved(int all) {
        return Math.min(MOST_RESERVED, Math.max(1, all / 5));
    }

    /// The connections that are kept for accepting deliveries. Only for statements that nobody
    /// keeps waiting by a lock for which he himself waits for a connection.
    public io.vertx.mutiny.sqlclient.Pool reserve() {
        return new io.vertx.mutiny.sqlclient.Pool(Objects.requireNonNull(reserve));
    }

    /// The server has turned out to read only: nobody is told what it says, and whoever asks is
    /// refused as by one that is away, until a connection can be made that writes.
    public void onlyReads() {
        Connector connections = connector;
        if (connections != null) {
            connections.retire();
        }
    }

    /// A connection outside the pools, which may only read. Whoever has it closes it; one for which
    /// nobody waits any more when it comes is closed here.
    public Uni<PgConnection> single() {
        return Uni.createFrom().emitter(emitter -> connectFor(emitter));
    }

    private void connectFor(UniEmitter<? super PgConnection> emitter) {
        AtomicBoolean over = new AtomicBoolean();
        Context context = Objects.requireNonNull(vertx).createEventLoopContext();
        context.runOnContext(_ -> connect(context, emitter, over));
        emitter.onTermination(() -> over.set(true));
    }

    private void connect(
            Context context, UniEmitter<? super PgConnection> emitter, AtomicBoolean over) {
        Objects.requireNonNull(connector)
                .connect(context)
                .map(PgConnection.class::cast)
                .onComplete(connection -> handOver(connection, emitter, over), emitter::fail);
    }

    private static void handOver(
            PgConnection connection, UniEmitter<? super PgConnection> emitter, AtomicBoolean over) {
        if (over.getAndSet(true)) {
            var _ = connection.close();
        } else {
            emitter.complete(connection);
        }
    }

    /// Last of all, when all work has ended or was cut: Vert.x would wait for a database that says
    /// nothing until Quarkus gives it up.
    void end(@Observes @Priority(LAST) ShutdownEvent shutdown) {
        Connector connections = connector;
        if (connections != null) {
            connections.abandon();
        }
    }

    /// The kernel's own time to find out that nobody answers is a quarter of an hour. And Vert.x
    /// would have a statement of more than 2,048 characters parsed and planned anew each time,
    /// which costs more than it does. What a statement or a trigger makes a text of a time in, is
    /// told to people and machines: in UTC, whatever zone the server is in.
    private void limit(PgConnectOptions options) {
        options.setConnectTimeout(millis(settings.connectionLimit()))
                .setSslHandshakeTimeout(settings.connectionLimit().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(true)
                .setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT)
                .addProperty("TimeZone", "UTC");
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
