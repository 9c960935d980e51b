package io.advicly.calendly.platform.health;

import io.advicly.calendly.platform.failure.DatabaseAway;
import io.advicly.calendly.platform.failure.SqlState;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A database that is away, or cannot serve now, is a 503, and says when to come back; so is one
/// that has ended a transaction which was in another's way. Any other failure of these kinds is
/// ours. The kinds are whatever [DatabaseAway] knows how to tell.
public class DatabaseAwayMapper {

    private static final Logger LOG = Logger.getLogger(DatabaseAwayMapper.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @ServerExceptionMapper({
        PersistenceException.class,
        CompositeException.class,
        CompletionException.class,
        VertxException.class,
        PgException.class,
        IOException.class,
        TimeoutException.class,
        NoStackTraceThrowable.class
    })
    public Response answer(Throwable failure) {
        if (DatabaseAway.isTold(failure)) {
            RECURRING.warn(
                    "away",
                    () -> "database.away failure=%s".formatted(failure.getClass().getSimpleName()));
            return Problems.of(
                            ProblemType.UNAVAILABLE,
                            "The database cannot serve right now.",
                            COME_BACK)
                    .toResponse();
        }
        if (SqlState.isOfOthersInTheWay(failure)) {
            RECURRING.warn(
                    "in_the_way",
                    () -> "database.rolled_back failure=%s".formatted(failure.getMessage()));
            return Problems.of(
                            ProblemType.UNAVAILABLE, "Somebody else was writing the same.", AT_ONCE)
                    .toResponse();
        }
        RECURRING.error(failure.getClass().getName(), failure, () -> "request.failed");
        return Problems.of(ProblemType.INTERNAL, "Please try again.").toResponse();
    }
}
