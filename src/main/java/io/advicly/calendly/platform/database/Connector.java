package io.advicly.calendly.platform.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes connections that are [BoundedConnection]s, each within a time limit.
final class Connector extends PgConnectionFactory {

    private final List<PgConnectOptions> databases;
    private final DatabaseSettings limits;
    private final Watch watch;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<NetSocket, Startup> startups = new ConcurrentHashMap<>();

    Connector(Vertx vertx, List<PgConnectOptions> databases, DatabaseSettings limits) {
        super((VertxInternal) vertx, () -> Future.succeededFuture(databases.getFirst()));
        this.databases = databases;
        this.limits = limits;
        this.watch = new Watch(vertx);
    }

    @Override
    public Future<SqlConnection> connect(Context context) {
        int place = Math.floorMod(turn.getAndIncrement(), databases.size());
        PgConnectOptions database = databases.get(place);
        return connect(context, database)
                .map(fresh -> bounded((ContextInternal) context, database, fresh));
    }

    /// What is still open at the end of the process is closed, whether or not the server answers.
    void abandon() {
        watch.abandonAll();
    }

    @Override
    protected NetClient netClient(NetClientOptions options) {
        return new StartupClient(super.netClient(options), this::opened);
    }

    private void opened(NetSocket socket) {
        Startup startup =
                new Startup(socket, System.nanoTime(), limits.connectionLimit().toNanos());
        startups.put(socket, startup);
        watch.add(startup);
        Sockets.whenClosed(socket, () -> ended(socket));
    }

    /// It has become a connection, or will become none: the server has refused it, or was only to
    /// be told to cancel something.
    private void ended(NetSocket socket) {
        Startup startup = startups.remove(socket);
        if (startup != null) {
            watch.remove(startup);
        }
    }

    private SqlConnection bounded(
            ContextInternal context, PgConnectOptions database, SqlConnection fresh) {
        SocketConnectionBase connection =
                (SocketConnectionBase) ((SqlConnectionInternal) fresh).unwrap();
        ended(connection.socket());
        BoundedConnection bounded =
                new BoundedConnection(
                        connection, limits, () -> cancel(database, connection), watch::remove);
        SqlConnectionInternal result = PgDriver.INSTANCE.wrapConnection(context, this, bounded);
        bounded.init(result);
        watch.add(bounded);
        return result;
    }

    private void cancel(PgConnectOptions database, SocketConnectionBase connection) {
        cancelRequest(database, connection.getProcessId(), connection.getSecretKey(), done -> {});
    }
}
