package io.advicly.calendly.connection.consent;

import io.advicly.calendly.connection.retired.RetiredToken;
import io.advicly.calendly.connection.retired.RetiredTokenRepository;
import io.advicly.calendly.connection.retired.RetiredTokens;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Ends at Calendly the tokens that nobody uses any more, each on one replica.
@ApplicationScoped
class RetiredTokenSweep implements ClaimedWork {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(RetiredTokenSweep.class));
    private static final int LANES = 2;
    private static final int BATCH = 200;

    private final RetiredTokens tokens;
    private final Revocation revocation;
    private final DueWork work;

    RetiredTokenSweep(RetiredTokens tokens, Revocation revocation, DueWork work) {
        this.tokens = tokens;
        this.revocation = revocation;
        this.work = work;
    }

    @Scheduled(
            every = "${calendly.sweep.every:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return tokens.forgetExpired()
                .chain(() ->
                        work.inLanes("revocations", LANES, BATCH, tokens::claimDue, this::revoke));
    }

    @Override
    public String freeing() {
        return RetiredTokenRepository.FREE;
    }

    /// One that fails is due again after a pause, for longer each time.
    private Uni<Void> revoke(RetiredToken token) {
        return revocation
                .revoke(token)
                .onFailure()
                .recoverWithUni(failure -> {
                    RECURRING.warn(failure.getClass().getName(), () -> failedLine(token, failure));
                    return CallersContext.keep(tokens.tried(token)).onFailure().recoverWithNull();
                });
    }

    private static String failedLine(RetiredToken token, Throwable failure) {
        return "retired_token.revoke_failed connection=%s attempts=%d failure=%s"
                .formatted(token.connectionId(), token.attempts(), failure.getMessage());
    }
}
