package io.advicly.calendly.lifecycle.disconnect;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.consent.Revocation;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Deadline;
import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.subscription.controller.OrganizationController;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// What flow 3 does once the user is let go: the organization's controller releases what needs the
/// grant and ends it, and everything else is erased where that was asked for.
///
/// Every step can be repeated. What does not succeed now is left, with the grant, to the sweeps.
@ApplicationScoped
public class CleanUp {

    private static final RecurringLog RECURRING = new RecurringLog(Logger.getLogger(CleanUp.class));

    private final Connections connections;
    private final OrganizationController controller;
    private final Revocation revocation;
    private final Purge purge;
    private final Journal journal;
    private final IsolatedContexts contexts;

    CleanUp(
            Connections connections,
            OrganizationController controller,
            Revocation revocation,
            Purge purge,
            Journal journal,
            IsolatedContexts contexts) {
        this.connections = connections;
        this.controller = controller;
        this.revocation = revocation;
        this.purge = purge;
        this.journal = journal;
        this.contexts = contexts;
    }

    /// The user's connections that wait for it, for example to an account that the user has left
    /// for another.
    ///
    /// @param deadline of the call that the user waits for
    public Uni<Void> closing(Caller owner, Deadline deadline) {
        return connections.closing(owner).chain(all -> soon(all, deadline));
    }

    /// For a user who waits, but not for long. Never fails: whatever is left is recorded.
    Uni<Void> soon(List<Connection> closing) {
        return soon(closing, controller.deadline());
    }

    private Uni<Void> soon(List<Connection> closing, Deadline deadline) {
        return closing.isEmpty()
                ? Unis.nothing()
                : CallersContext.keep(
                        Patience.of(deadline.left(), contexts.run(() -> finish(closing, deadline)))
                                .recoverWithItem((Void) null));
    }

    /// For nobody who waits. Never fails: whatever is left is recorded.
    public Uni<Void> finish(Connection closing) {
        return finish(List.of(closing), controller.deadline());
    }

    private Uni<Void> finish(List<Connection> closing, Deadline deadline) {
        return Multi.createFrom()
                .iterable(closing)
                .onItem()
                .transformToUniAndConcatenate(it -> attempt(it, deadline))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> attempt(Connection closing, Deadline deadline) {
        return purged(closing)
                .chain(() ->
                        closing.status() == ConnectionStatus.CLOSING
                                ? ended(closing, deadline)
                                : Unis.item(true))
                .call(closed -> closed && closing.purged() ? purge.forget(closing) : Unis.nothing())
                .onFailure()
                .recoverWithItem(failure -> left(closing, failure));
    }

    /// First: Calendly, which comes next, may be away.
    private Uni<Void> purged(Connection closing) {
        return closing.purged() ? purge.content(closing) : Unis.nothing();
    }

    /// @return whether the grant has ended
    private Uni<Boolean> ended(Connection closing, Deadline deadline) {
        return closing.account() == null
                ? revoked(closing)
                : controller
                        .attend(closing.boundAccount().organizationUri(), deadline)
                        .chain(() -> connections.byId(closing.id()))
                        .map(now ->
                                now.filter(it -> it.status() == ConnectionStatus.DISCONNECTED)
                                        .isPresent());
    }

    /// Of a grant whose account nobody knows, nothing else can hang on it.
    private Uni<Boolean> revoked(Connection closing) {
        return revocation.revoke(closing.id()).call(closed -> noteClosed(closed, closing));
    }

    private Uni<Void> noteClosed(boolean closed, Connection closing) {
        return journal.note(
                closing.entry("connection.closed")
                        .with("organization", "-")
                        .with("closed", closed));
    }

    private static boolean left(Connection closing, Throwable failure) {
        if (failure instanceof TryAgain) {
            RECURRING.warn(
                    failure.getClass().getName(),
                    () ->
                            "connection.clean_up_postponed connection=%s failure=%s"
                                    .formatted(closing.id(), failure.getMessage()));
        } else {
            RECURRING.error(
                    failure.getClass().getName(),
                    failure,
                    () -> "connection.clean_up_failed connection=%s".formatted(closing.id()));
        }
        return false;
    }
}
