package io.advicly.calendly.connection;

import io.advicly.calendly.platform.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Refreshes grants ahead of time, each on one replica, so that nobody who needs a token waits for
/// one, and a grant that Calendly refuses is known before somebody needs it.
@ApplicationScoped
class RefreshSchedule {

    private static final Logger LOG = Logger.getLogger(RefreshSchedule.class);

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
                settings.concurrency(), settings.batch(), grants::claimDue, this::refresh);
    }

    /// One that fails stays claimed for a minute and is due again then.
    private Uni<Void> refresh(DueGrant due) {
        return tokens.newerThan(due.connectionId(), due.version())
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "token.refresh_failed connection=%s failure=%s",
                            due.connectionId(), failure.getMessage());
                    return null;
                });
    }
}
