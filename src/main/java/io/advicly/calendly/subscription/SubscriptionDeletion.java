package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.ConsentNeededException;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.TryAgain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Deletes one subscription at Calendly, with the first grant that may, and notes it here.
@ApplicationScoped
class SubscriptionDeletion {

    /// A refusal seldom depends on who of many asks.
    private static final int MOST_GRANTS = 3;

    private final Calendly calendly;
    private final AccessTokens tokens;
    private final Subscriptions subscriptions;
    private final SubscriptionJournal journal;

    SubscriptionDeletion(
            Calendly calendly,
            AccessTokens tokens,
            Subscriptions subscriptions,
            SubscriptionJournal journal) {
        this.calendly = calendly;
        this.tokens = tokens;
        this.subscriptions = subscriptions;
        this.journal = journal;
    }

    Uni<Outcome> delete(Run run, Step.Delete step) {
        return tried(run, step, step.grants().stream().limit(MOST_GRANTS).toList(), null);
    }

    /// @param later why a grant could not be used that may be later: others may delete it now
    private Uni<Outcome> tried(
            Run run, Step.Delete step, List<UUID> grants, @Nullable Throwable later) {
        if (later != null && (grants.isEmpty() || run.isHopeless())) {
            return Uni.createFrom().item(new Outcome.Later(later));
        }
        if (grants.isEmpty()) {
            return refused(run, step);
        }
        UUID grant = grants.getFirst();
        return call(run, step, grant)
                .invoke(() -> run.takes(grant))
                .chain(() -> gone(run, step))
                .onFailure(failure ->
                        failure instanceof CalendlyFailure
                                || failure instanceof ConsentNeededException
                                || failure instanceof TryAgain)
                .recoverWithUni(failure -> {
                    if (failure instanceof ConsentNeededException) {
                        run.died(grant);
                    } else if (failure instanceof CalendlyFailure.Unauthenticated untaken) {
                        run.unusable(grant, untaken);
                    }
                    return tried(
                            run,
                            step,
                            grants.subList(1, grants.size()),
                            maySucceedLater(failure) ? failure : later);
                });
    }

    /// A token that was not taken is no word about the subscription.
    private static boolean maySucceedLater(Throwable failure) {
        return failure instanceof TryAgain || failure instanceof CalendlyFailure.Unauthenticated;
    }

    private Uni<Void> call(Run run, Step.Delete step, UUID grant) {
        Throwable untaken = run.unusable(grant);
        if (untaken != null) {
            return Uni.createFrom().failure(untaken);
        }
        return tokens.with(
                grant,
                access ->
                        CallersContext.keep(calendly.deleteSubscription(access, step.webhookUri()))
                                .onTermination()
                                .invoke(() -> run.requestIds().addAll(access.requestIds())));
    }

    private Uni<Outcome> gone(Run run, Step.Delete step) {
        UUID row = step.row();
        Uni<Void> noted =
                row == null
                        ? Uni.createFrom().voidItem()
                        : subscriptions.deleted(row, step.webhookUri());
        return noted.invoke(() -> run.tally().deleted++).replaceWith(new Outcome.Done());
    }

    private Uni<Outcome> refused(Run run, Step.Delete step) {
        UUID row = step.row();
        Uni<Void> noted =
                row == null
                        ? Uni.createFrom().voidItem()
                        : subscriptions.orphaned(row, true).chain(() -> journal.orphaned(run, row));
        return noted.replaceWith(new Outcome.Refused("Calendly lets nobody delete it."));
    }
}
