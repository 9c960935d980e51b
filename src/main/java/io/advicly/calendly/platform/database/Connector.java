package io.advicly.calendly.platform.database;

import io.advicly.calendly.platform.failure.ConnectionLostException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes connections that are [BoundedConnection]s, each within a time limit. Those of the pools
/// can write: a server that only reads may be the old primary after a failover, and what it would
/// tell is what was true before.
final class Connector extends PgConnectionFactory {

    /// Whether it only reads; and what it may keep of a process that stands still, or of a machine
    /// that is gone without a word: the locks of a transaction that nobody goes on with would keep
    /// up every other replica. No transaction here waits for anything but the database.
    private static final String ONLY_READS =
            """
            SELECT current_setting('transaction_read_only'),
              set_config('idle_in_transaction_session_timeout', '15s', false),
              set_config('tcp_user_timeout', '15s', false), set_config('tcp_keepalives_idle', '5', false),
              set_config('tcp_keepalives_interval', '2', false), set_config('tcp_keepalives_count', '3', false)\
            """;

    private final List<PgConnectOptions> databases;
    private final DatabaseSettings limits;
    private final Watch watch;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<NetSocket, Startup> startups = new ConcurrentHashMap<>();
    private final Set<BoundedConnection> writing = ConcurrentHashMap.newKeySet();
    private final Respite respite = new Respite();

    Connector(Vertx vertx, List<PgConnectOptions> databases, DatabaseSettings limits) {
        super((VertxInternal) vertx, () -> Future.succeededFuture(databases.getFirst()));
        this.databases = databases;
        this.limits = limits;
        this.watch = new Watch(vertx);
    }

    @Override
    public Future<SqlConnection> connect(Context context) {
        return connect(context, next(), false);
    }

    /// One that can write; of several databases whichever does.
    Future<SqlConnection> writable(Context context) {
        Throwable known = respite.at(System.nanoTime());
        return known != null
                ? ((ContextInternal) context)
                        .failedFuture(
                                new ConnectionLostException(
                                        "No connection to the database can be made", known))
                : writable(context, databases.size())
                        .onSuccess(connection -> respite.over())
                        .onFailure(failure -> respite.failed(failure, System.nanoTime()));
    }

    private Future<SqlConnection> writable(Context context, int tries) {
        return connect(context, next(), true)
                .compose(connection -> examined(context, connection, tries));
    }

    private Future<SqlConnection> examined(Context context, SqlConnection connection, int tries) {
        return connection
                .query(ONLY_READS)
                .execute()
                .map(rows -> rows.iterator().next().getString(0).equals("on"))
                .onFailure(failure -> connection.close())
                .compose(reads -> judged(context, connection, reads, tries));
    }

    private Future<SqlConnection> judged(
            Context context, SqlConnection connection, boolean onlyReads, int tries) {
        if (!onlyReads) {
            return Future.succeededFuture(connection);
        }
        var _ = connection.close();
        return tries > 1 ? writable(context, tries - 1) : Future.failedFuture(onlyReads());
    }

    /// As PostgreSQL says it.
    private static PgException onlyReads() {
        return new PgException("the server only reads", "ERROR", "25006", null);
    }

    /// Those that could write are closed, each as soon as nobody uses it.
    void retire() {
        writing.forEach(BoundedConnection::retire);
    }

    private PgConnectOptions next() {
        return databases.get(Math.floorMod(turn.getAndIncrement(), databases.size()));
    }

    private Future<SqlConnection> connect(
            Context context, PgConnectOptions database, boolean writes) {
        return connect(context, database)
                .map(fresh -> bounded((ContextInternal) context, database, fresh, writes));
    }

    /// What is still open at the end of the process is closed, whether or not the server answers.
    void abandon() {
        watch.end();
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
            ContextInternal context,
            PgConnectOptions database,
            SqlConnection fresh,
            boolean writes) {
        SocketConnectionBase connection =
                (SocketConnectionBase) ((SqlConnectionInternal) fresh).unwrap();
        ended(connection.socket());
        BoundedConnection bounded =
                new BoundedConnection(
                        connection, limits, () -> cancel(database, connection), this::forget);
        SqlConnectionInternal result = PgDriver.INSTANCE.wrapConnection(context, this, bounded);
        bounded.init(result);
        watch.add(bounded);
        if (writes) {
            writing.add(bounded);
        }
        return result;
    }

    private void forget(BoundedConnection gone) {
        watch.remove(gone);
        writing.remove(gone);
    }

    private void cancel(PgConnectOptions database, SocketConnectionBase connection) {
        cancelRequest(database, connection.getProcessId(), connection.getSecretKey(), done -> {});
    }
}
