package io.advicly.calendly.platform.database;

import io.advicly.calendly.platform.failure.ConnectionLostException;
import io.advicly.calendly.platform.log.RecurringLog;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.PrepareStatementCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.command.TxCommand;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A connection that is closed when a statement on it has no answer in time, or when PostgreSQL
/// says that it is worth nothing any more. Everything that is sent to the database goes through
/// [#schedule], whoever sends it.
///
/// A server that is slow is told to stop, so that it does not go on with what nobody waits for.
final class BoundedConnection implements Connection, Connection.Holder, Bounded {

    private static final Logger LOG = Logger.getLogger(BoundedConnection.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private final SocketConnectionBase connection;
    private final DatabaseSettings limits;
    private final long statementNanos;

    /// One that had less time, being the last of many, tells nothing of its server.
    private final long shortest;

    private final Runnable cancel;
    private final Consumer<BoundedConnection> forget;
    private final Promise<Void> gone = Promise.promise();
    private final Progress progress = new Progress();
    private volatile @Nullable Holder holder;
    private volatile boolean inTransaction;
    private volatile boolean lost;

    /// @param cancel asks the server to stop what it does for this connection
    /// @param forget called once, when it is gone
    BoundedConnection(
            SocketConnectionBase connection,
            DatabaseSettings limits,
            Runnable cancel,
            Consumer<BoundedConnection> forget) {
        this.connection = connection;
        this.limits = limits;
        this.statementNanos = limits.statementLimit().toNanos();
        this.shortest = Math.min(statementNanos, limits.requestLimit().toNanos());
        this.cancel = cancel;
        this.forget = forget;
    }

    @Override
    public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
        long patience = StatementLimit.in(context, statementNanos);
        if (asks(command)) {
            long left = StatementLimit.left(context);
            if (left <= 0) {
                return context.failedFuture(new OverdueException());
            }
            patience = Math.min(patience, left);
        }
        progress.begun(System.nanoTime(), patience);
        if (command instanceof TxCommand<?> step && step.kind == TxCommand.Kind.BEGIN) {
            inTransaction = true;
        }
        return connection
                .schedule(context, command)
                .transform(answer -> answered(context, command, answer));
    }

    /// And does not end what was asked before.
    private static boolean asks(CommandBase<?> command) {
        return command instanceof QueryCommandBase<?> || command instanceof PrepareStatementCommand;
    }

    private <R> Future<R> answered(
            ContextInternal context, CommandBase<R> command, AsyncResult<R> answer) {
        progress.ended(System.nanoTime());
        Beat.of(context);
        if (command instanceof TxCommand<?> step
                && (step.kind != TxCommand.Kind.BEGIN || answer.failed())) {
            inTransaction = false;
        }
        Future<R> result =
                answer.succeeded()
                        ? context.succeededFuture(answer.result())
                        : context.failedFuture(known(answer.cause()));
        // What is lost in a transaction is still rolled back: nobody logs that as a failure then.
        return lost && !inTransaction ? afterwards(context, result) : result;
    }

    private Throwable known(Throwable failure) {
        if (LostStates.isTold(failure)) {
            lost = true;
        }
        boolean gone = failure instanceof ClosedConnectionException || !connection.isValid();
        return gone && !(failure instanceof PgException)
                ? new ConnectionLostException("The connection to the database is lost", failure)
                : failure;
    }

    /// Answers when the pool knows that this connection is gone: else it would give it to the next
    /// who wants one.
    private <R> Future<R> afterwards(ContextInternal context, Future<R> result) {
        Sockets.abort(connection.socket());
        Promise<R> later = context.promise();
        gone.future().onComplete(closed -> result.onComplete(later));
        return later.future();
    }

    @Override
    public boolean isOverdue(long now) {
        return progress.isOverdue(now);
    }

    @Override
    public OptionalLong end() {
        long silentSince = progress.since();
        long waited = System.nanoTime() - silentSince;
        RECURRING.warn(
                "silent",
                () -> "database.silent millis=%d".formatted(TimeUnit.NANOSECONDS.toMillis(waited)));
        Sockets.abort(connection.socket());
        cancel.run();
        return waited < shortest ? OptionalLong.empty() : OptionalLong.of(silentSince);
    }

    @Override
    public void abandon() {
        Sockets.abortSoon(connection.socket());
    }

    @Override
    public void suspect(long silentSince) {
        if (!inTransaction && progress.isIdleSince(silentSince)) {
            Sockets.abort(connection.socket());
        }
    }

    /// Its server is not to be asked any more: ends it at once, or when what is under way has its
    /// answer.
    void retire() {
        lost = true;
        suspect(System.nanoTime());
    }

    @Override
    public void init(Holder owner) {
        if (holder == null) {
            connection.init(this);
        }
        holder = owner;
    }

    /// Says good-bye, and does not wait for an answer for long.
    @Override
    public void close(Holder owner, Promise<Void> closed) {
        progress.closing(System.nanoTime(), limits.connectionLimit().toNanos());
        connection.close(this, closed);
    }

    @Override
    public void handleClosed() {
        forget.accept(this);
        Holder owner = holder;
        if (owner != null) {
            owner.handleClosed();
        }
        gone.tryComplete();
    }

    @Override
    public void handleEvent(Object event) {
        Holder owner = holder;
        if (owner != null) {
            owner.handleEvent(event);
        }
    }

    @Override
    public void handleException(Throwable failure) {
        LOG.debugf("database.connection_failed failure=%s", failure);
    }

    @Override
    public boolean isValid() {
        return connection.isValid();
    }

    @Override
    public boolean isIndeterminatePreparedStatementError(Throwable failure) {
        return connection.isIndeterminatePreparedStatementError(failure);
    }

    @Override
    public int pipeliningLimit() {
        return connection.pipeliningLimit();
    }

    @Override
    public TracingPolicy tracingPolicy() {
        return connection.tracingPolicy();
    }

    @Override
    public SocketAddress server() {
        return connection.server();
    }

    @Override
    public String system() {
        return connection.system();
    }

    @Override
    public String database() {
        return connection.database();
    }

    @Override
    public String user() {
        return connection.user();
    }

    @Override
    public ClientMetrics metrics() {
        return connection.metrics();
    }

    @Override
    public boolean isSsl() {
        return connection.isSsl();
    }

    @Override
    public DatabaseMetadata getDatabaseMetaData() {
        return connection.getDatabaseMetaData();
    }

    @Override
    public int getProcessId() {
        return connection.getProcessId();
    }

    @Override
    public int getSecretKey() {
        return connection.getSecretKey();
    }

    @Override
    public Connection unwrap() {
        return connection;
    }
}
