package io.advicly.calendly.connection.token;

import io.advicly.calendly.connection.grant.DueGrant;
import io.advicly.calendly.connection.grant.Grants;
import io.advicly.calendly.connection.grant.RefreshSettings;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Refreshes grants ahead of time, each on one replica, so that nobody who needs a token waits for
/// one, and a grant that Calendly refuses is known before somebody needs it.
@ApplicationScoped
class RefreshSchedule implements ClaimedWork {

    /// Whether the token itself may be used is another matter: a call with it may be under way
    /// still (`Grants.announceCall`).
    private static final String FREE_REFRESHES =
            "UPDATE calendar_connections SET next_refresh_at = now(), refresh_claimed_by = NULL"
                    + " WHERE refresh_claimed_by = $1";

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(RefreshSchedule.class));

    private final Grants grants;
    private final AccessTokens tokens;
    private final DueWork work;
    private final RefreshSettings settings;

    RefreshSchedule(Grants grants, AccessTokens tokens, DueWork work, RefreshSettings settings) {
        this.grants = grants;
        this.tokens = tokens;
        this.work = work;
        this.settings = settings;
    }

    @Scheduled(
            every = "${calendly.refresh.every:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshDue() {
        return work.inLanes(
                "refreshes",
                settings.concurrency(),
                settings.batch(),
                grants::claimDue,
                this::refresh);
    }

    @Override
    public String freeing() {
        return FREE_REFRESHES;
    }

    /// One that fails stays claimed for a minute and is due again then.
    private Uni<Void> refresh(DueGrant due) {
        return tokens.newerThan(due.connectionId(), due.version())
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> warnNotRefreshed(failure, due));
    }

    private static Void warnNotRefreshed(Throwable failure, DueGrant due) {
        RECURRING.warn(
                failure.getClass().getName(),
                () ->
                        "token.refresh_failed connection=%s failure=%s"
                                .formatted(due.connectionId(), failure.getMessage()));
        return null;
    }
}
