package io.advicly.calendly.subscription.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.connection.token.ConsentNeededException;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.subscription.claim.GrantCalls;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.claim.Words;
import io.advicly.calendly.subscription.plan.Step;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Deletes one subscription at Calendly, with the first grant that may, and notes it here.
@ApplicationScoped
public class SubscriptionDeletion {

    /// At a time, and besides them everybody who leaves: a refusal seldom depends on who of many
    /// asks. Those that were refused come last, so that no day's few are the same as those of the
    /// day before.
    public static final int MOST_GRANTS = 3;

    private final Calendly calendly;
    private final GrantCalls calls;
    private final Subscriptions subscriptions;
    private final SubscriptionJournal journal;

    SubscriptionDeletion(
            Calendly calendly,
            GrantCalls calls,
            Subscriptions subscriptions,
            SubscriptionJournal journal) {
        this.calendly = calendly;
        this.calls = calls;
        this.subscriptions = subscriptions;
        this.journal = journal;
    }

    Uni<ActionOutcome> delete(Run run, Step.Delete step) {
        return tried(run, step, asked(run, step), null);
    }

    static List<UUID> asked(Run run, Step.Delete step) {
        List<UUID> all =
                step.grants().stream()
                        .sorted(Comparator.comparingInt(it -> run.knownOf(it).refusals()))
                        .toList();
        List<UUID> few = all.stream().limit(MOST_GRANTS).toList();
        return all.stream().filter(it -> few.contains(it) || run.isLeaving(it)).toList();
    }

    /// @param later why a grant could not be used that may be later: others may delete it now
    private Uni<ActionOutcome> tried(
            Run run, Step.Delete step, List<UUID> grants, @Nullable Throwable later) {
        if (later != null && (grants.isEmpty() || run.isHopeless())) {
            return Unis.item(new ActionOutcome.Later(later));
        }
        if (grants.isEmpty()) {
            return refused(run, step);
        }
        UUID grant = grants.getFirst();
        return call(run, step, grant)
                .chain(() -> gone(run, step))
                .onFailure(failure ->
                        failure instanceof CalendlyFailure
                                || failure instanceof ConsentNeededException
                                || failure instanceof TryAgain)
                .recoverWithUni(failure -> tryNext(failure, run, step, grant, grants, later));
    }

    private Uni<ActionOutcome> tryNext(
            Throwable failure,
            Run run,
            Step.Delete step,
            UUID grant,
            List<UUID> grants,
            @Nullable Throwable later) {
        boolean again = maySucceedLater(run, what(step), grant, failure);
        learn(run, step, grant, failure);
        if (step.row() != null && !again) {
            run.mayNotDelete(grant, step.row());
        }
        return tried(run, step, grants.subList(1, grants.size()), again ? failure : later);
    }

    private static void learn(Run run, Step.Delete step, UUID grant, Throwable failure) {
        switch (failure) {
            case ConsentNeededException _ -> run.died(grant);
            case CalendlyFailure.Unauthenticated untaken -> run.unusable(grant, untaken);
            case CalendlyFailure.Forbidden forbidden -> forbidden(run, step, grant, forbidden);
            default -> {}
        }
    }

    private static void forbidden(
            Run run, Step.Delete step, UUID grant, CalendlyFailure.Forbidden failure) {
        switch (failure.reason()) {
            case SCOPE -> run.learnRefusal(grant, Words.of(failure));
            case PERMISSION -> {
                if (step.owner() instanceof SubscriptionOwner.Organization) {
                    run.accountOf(grant)
                            .filter(account -> tellsOfRole(run, step, account))
                            .ifPresent(
                                    account -> run.learn(account, it -> it.refusedOne(run.now())));
                }
            }
            case PLAN -> {}
        }
    }

    /// Of one that no row tells of, such as another application's, whoever is seen to be an owner
    /// or admin learns nothing by a refusal: each list would unlearn it, and have it tried again.
    private static boolean tellsOfRole(Run run, Step.Delete step, String account) {
        return step.row() != null || !run.known(account).wasAdmin();
    }

    /// What a conflict is remembered of: the row, or the subscription itself where no row tells of
    /// it.
    private static UUID what(Step.Delete step) {
        UUID row = step.row();
        return row == null ? UUID.nameUUIDFromBytes(step.webhookUri().getBytes(UTF_8)) : row;
    }

    /// A token that was not taken is no word about the subscription. Of a conflict, or a call that
    /// Calendly does not understand, nobody knows how long it stays: as nothing else deletes what
    /// is left, it is tried again for a day.
    private static boolean maySucceedLater(Run run, UUID what, UUID grant, Throwable failure) {
        return switch (failure) {
            case TryAgain _, CalendlyFailure.Unauthenticated _ -> true;
            case CalendlyFailure.AlreadyExists _, CalendlyFailure.Rejected _ ->
                    run.isUnclear(grant, what);
            default -> false;
        };
    }

    private Uni<Void> call(Run run, Step.Delete step, UUID grant) {
        return calls.with(
                run,
                grant,
                access ->
                        CallersContext.keep(
                                calendly.deleteSubscription(access, step.webhookUri())));
    }

    private Uni<ActionOutcome> gone(Run run, Step.Delete step) {
        UUID row = step.row();
        Uni<Void> noted =
                row == null ? Unis.nothing() : subscriptions.deleted(row, step.webhookUri());
        return noted.invoke(() -> run.tally().deleted++).replaceWith(new ActionOutcome.Done());
    }

    private Uni<ActionOutcome> refused(Run run, Step.Delete step) {
        UUID row = step.row();
        Uni<Void> noted =
                row == null || step.grants().stream().anyMatch(it -> !run.isOverFor(it, row))
                        ? Unis.nothing()
                        : subscriptions
                                .orphaned(run.claim(), row, true)
                                .chain(() -> journal.orphaned(run, row));
        return noted.replaceWith(new ActionOutcome.Refused("Calendly lets nobody delete it."));
    }
}
