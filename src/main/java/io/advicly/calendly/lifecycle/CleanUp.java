package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.Milestone;
import io.advicly.calendly.connection.Milestones;
import io.advicly.calendly.connection.Revocation;
import io.advicly.calendly.platform.Journal;
import io.advicly.calendly.platform.TryAgain;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.subscription.SubscriptionRelease;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// What flow 3 does once the user is let go: release the subscription, revoke the grant, erase it,
/// and everything else where that was asked for.
///
/// Every step can be repeated. What does not succeed now stays CLOSING, with its grant, for the
/// sweep.
@ApplicationScoped
class CleanUp {

    private static final Logger LOG = Logger.getLogger(CleanUp.class);

    private final Connections connections;
    private final SubscriptionRelease release;
    private final Revocation revocation;
    private final Purge purge;
    private final Journal journal;
    private final Milestones milestones;

    CleanUp(
            Connections connections,
            SubscriptionRelease release,
            Revocation revocation,
            Purge purge,
            Journal journal,
            Milestones milestones) {
        this.connections = connections;
        this.release = release;
        this.revocation = revocation;
        this.purge = purge;
        this.journal = journal;
        this.milestones = milestones;
    }

    /// The user's connections that wait for it, for example to an account that the user has left
    /// for another.
    Uni<Void> closing(Caller owner) {
        return connections.closing(owner).chain(this::of);
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
        return purged(closing)
                .chain(() ->
                        closing.status() == ConnectionStatus.CLOSING
                                ? ended(closing)
                                : Uni.createFrom().item(true))
                .call(closed ->
                        closed && closing.purged()
                                ? purge.forget(closing)
                                : Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithItem(failure -> left(closing, failure));
    }

    /// First: Calendly, which comes next, may be away.
    private Uni<Void> purged(Connection closing) {
        return closing.purged() ? purge.content(closing) : Uni.createFrom().voidItem();
    }

    private Uni<Boolean> ended(Connection closing) {
        return released(closing)
                .invoke(() -> milestones.reached(Milestone.SUBSCRIPTION_RELEASED))
                .chain(() -> revocation.revoke(closing.id()))
                .call(closed ->
                        journal.note(
                                closing.entry("connection.closed")
                                        .with("organization", organizationOf(closing))
                                        .with("closed", closed)));
    }

    private static String organizationOf(Connection closing) {
        return closing.account() == null ? "-" : closing.boundAccount().organizationUri();
    }

    private Uni<Void> released(Connection closing) {
        return closing.account() == null
                ? Uni.createFrom().voidItem()
                : release.release(closing, closing.boundAccount().organizationUri())
                        .chain(() -> release.elsewhere(closing));
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
