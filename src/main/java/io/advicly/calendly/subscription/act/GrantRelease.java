package io.advicly.calendly.subscription.act;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.consent.Revocation;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.subscription.claim.GrantAwayException;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.plan.Step;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Ends the grant of a connection that was let go and that nothing needs any more.
@ApplicationScoped
class GrantRelease {

    private final Revocation revocation;
    private final Connections connections;
    private final SubscriptionJournal journal;

    GrantRelease(Revocation revocation, Connections connections, SubscriptionJournal journal) {
        this.revocation = revocation;
        this.connections = connections;
        this.journal = journal;
    }

    Uni<ActionOutcome> letGo(Run run, Step.LetGo step) {
        return connections
                .byId(step.connection())
                .chain(found ->
                        revocation
                                .revoke(step.connection())
                                .call(closed -> journal.released(run, found, closed)))
                .invoke(closed -> run.tally().letGo++)
                .<ActionOutcome>replaceWith(new ActionOutcome.Done())
                .onFailure(failure ->
                        failure instanceof TryAgain || failure instanceof CalendlyFailure)
                .recoverWithItem(failure -> new ActionOutcome.Later(ofOne(run, step, failure)));
    }

    /// Ending a grant asks the token endpoint: that one cannot be ended says nothing about calls
    /// with the others.
    private static Throwable ofOne(Run run, Step.LetGo step, Throwable failure) {
        return failure instanceof CalendlyFailure.Unavailable
                ? new GrantAwayException(
                        run.accountOf(step.connection()).orElse("an account"), failure)
                : failure;
    }
}
