package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Milestone;
import io.advicly.calendly.connection.Milestones;
import io.advicly.calendly.connection.Revocation;
import io.advicly.calendly.platform.Journal;
import io.advicly.calendly.platform.TryAgain;
import io.advicly.calendly.subscription.SubscriptionRelease;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// What flow 3 does once the user is let go: release the subscription, revoke the grant, erase it.
///
/// Every step can be repeated. What does not succeed now stays CLOSING, with its grant, for the
/// sweep.
@ApplicationScoped
class CleanUp {

    private static final Logger LOG = Logger.getLogger(CleanUp.class);

    private final SubscriptionRelease release;
    private final Revocation revocation;
    private final Journal journal;
    private final Milestones milestones;

    CleanUp(
            SubscriptionRelease release,
            Revocation revocation,
            Journal journal,
            Milestones milestones) {
        this.release = release;
        this.revocation = revocation;
        this.journal = journal;
        this.milestones = milestones;
    }

    /// Never fails: whatever is left is recorded.
    Uni<Void> of(List<Connection> closing) {
        return Multi.createFrom()
                .iterable(closing)
                .onItem()
                .transformToUniAndConcatenate(this::attempt)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> attempt(Connection closing) {
        return released(closing)
                .invoke(() -> milestones.reached(Milestone.SUBSCRIPTION_RELEASED))
                .chain(() -> revocation.revoke(closing.id()))
                .call(closed ->
                        journal.note(closing.entry("connection.closed").with("closed", closed)))
                .onFailure()
                .recoverWithItem(failure -> left(closing, failure));
    }

    private Uni<Void> released(Connection closing) {
        return closing.account() == null
                ? Uni.createFrom().voidItem()
                : release.release(closing, closing.boundAccount().organizationUri())
                        .call(released ->
                                journal.note(
                                        closing.entry("subscription.released")
                                                .with("left", released.left())
                                                .with("orphans", released.orphans())))
                        .replaceWithVoid();
    }

    private static boolean left(Connection closing, Throwable failure) {
        if (failure instanceof TryAgain) {
            LOG.warnf(
                    "connection.clean_up_postponed connection=%s failure=%s",
                    closing.id(), failure.getMessage());
        } else {
            LOG.errorf(failure, "connection.clean_up_failed connection=%s", closing.id());
        }
        return false;
    }
}
