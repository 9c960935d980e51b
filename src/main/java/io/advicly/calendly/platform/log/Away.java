package io.advicly.calendly.platform.log;

import io.advicly.calendly.platform.failure.DatabaseAway;
import io.advicly.calendly.platform.failure.StoppingException;
import io.quarkus.oidc.OIDCException;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Finds out whether a failure tells that somebody whom we have asked is away: the database, the
/// identity provider. Pure.
public final class Away {

    private static final int DEEPEST = 20;

    private Away() {}

    /// What tells it; null when nothing does.
    public static @Nullable Throwable causeOf(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isTold(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return DatabaseAway.isTold(failure) ? failure : null;
    }

    private static boolean isTold(Throwable failure) {
        return switch (failure) {
            case SocketException _,
                    UnknownHostException _,
                    TimeoutException _,
                    StoppingException _,
                    ClosedConnectionException _,
                    OIDCException _ ->
                    true;
            case PgException postgres -> DatabaseAway.isTold(postgres);
            case VertxException broken ->
                    String.valueOf(broken.getMessage()).startsWith("Connection ");
            case SQLException refused -> String.valueOf(refused.getSQLState()).startsWith("08");
            case CompositeException several -> DatabaseAway.isTold(several);
            default -> false;
        };
    }
}
