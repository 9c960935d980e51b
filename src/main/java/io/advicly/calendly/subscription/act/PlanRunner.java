package io.advicly.calendly.subscription.act;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.plan.Plan;
import io.advicly.calendly.subscription.plan.Step;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Carries a plan out as it stands, step by step: all that the controller changes is changed here.
@ApplicationScoped
public class PlanRunner {

    private final SubscriptionCreation creation;
    private final SubscriptionDeletion deletion;
    private final GrantRelease release;
    private final Subscriptions subscriptions;
    private final SubscriptionJournal journal;

    PlanRunner(
            SubscriptionCreation creation,
            SubscriptionDeletion deletion,
            GrantRelease release,
            Subscriptions subscriptions,
            SubscriptionJournal journal) {
        this.creation = creation;
        this.deletion = deletion;
        this.release = release;
        this.subscriptions = subscriptions;
        this.journal = journal;
    }

    /// How far a plan was carried out.
    ///
    /// @param served owners that have what they should have
    /// @param deleted what was deleted, or what nobody may delete: no grant is needed for it any
    ///   more
    /// @param refused what nobody who was asked may delete
    /// @param learned whether an answer has taught something that changes the decision
    /// @param left how many steps are to be tried again
    public record Progress(
            Set<SubscriptionOwner> served,
            Set<String> deleted,
            Set<String> refused,
            boolean learned,
            int left) {}

    public Uni<Progress> run(Run run, Plan plan) {
        Carrying carrying = new Carrying(run);
        return Multi.createFrom()
                .iterable(plan.steps())
                .onItem()
                .transformToUniAndConcatenate(carrying::step)
                .onItem()
                .ignoreAsUni()
                .map(done -> carrying.progress());
    }

    /// A plan on its way.
    private final class Carrying {

        private final Run run;
        private final Set<SubscriptionOwner> served = new HashSet<>();
        private final Set<String> deleted = new HashSet<>();
        private final Set<Step.Delete> refused = new HashSet<>();
        private boolean learned;
        private int left;

        Carrying(Run run) {
            this.run = run;
        }

        Progress progress() {
            return new Progress(
                    Set.copyOf(served),
                    Set.copyOf(deleted),
                    refused.stream().map(Step.Delete::webhookUri).collect(Collectors.toSet()),
                    learned,
                    left);
        }

        Uni<ActionOutcome> step(Step step) {
            return run.held().check().chain(() -> carryOutNoting(step, run.lessons()));
        }

        private Uni<ActionOutcome> carryOutNoting(Step step, int lessons) {
            return carryOut(step).invoke(outcome -> note(step, outcome, lessons));
        }

        private Uni<ActionOutcome> carryOut(Step step) {
            return switch (step) {
                case Step.Keep keep -> kept(keep);
                case Step.Create create -> creation.create(run, create);
                case Step.Lose lose ->
                        done(
                                subscriptions
                                        .lost(run.claim(), lose.row(), lose.why())
                                        .chain(() -> journal.lost(run, lose)));
                case Step.Recognise recognise ->
                        done(
                                subscriptions.recognised(
                                        run.claim(), recognise.row(), recognise.webhookUri()));
                case Step.Delete delete ->
                        served.containsAll(delete.after())
                                ? deletion.delete(run, delete)
                                : skipped();
                case Step.Forget forget ->
                        done(
                                subscriptions
                                        .gone(
                                                run.claim(),
                                                forget.row(),
                                                "Calendly does not have it.")
                                        .chain(() -> journal.forgotten(run, forget)));
                case Step.Orphan orphan ->
                        served.containsAll(orphan.after())
                                ? done(
                                        subscriptions
                                                .orphaned(run.claim(), orphan.row(), false)
                                                .chain(() -> journal.orphaned(run, orphan.row())))
                                : skipped();
                case Step.LetGo letGo -> isNeeded(letGo) ? skipped() : release.letGo(run, letGo);
            };
        }

        /// Whoever leaves and was not asked may be the one who is allowed to.
        private boolean isNeeded(Step.LetGo letGo) {
            return !deleted.containsAll(letGo.after())
                    || refused.stream()
                            .filter(it -> letGo.after().contains(it.webhookUri()))
                            .map(Step.Delete::row)
                            .anyMatch(
                                    row -> row != null && !run.isOverFor(letGo.connection(), row));
        }

        private Uni<ActionOutcome> kept(Step.Keep keep) {
            return done(
                    subscriptions
                            .serve(
                                    run.claim(),
                                    keep.owner(),
                                    keep.row(),
                                    keep.webhookUri(),
                                    keep.carrier(),
                                    keep.retryStartedAt())
                            .chain(() -> journal.kept(run, keep)));
        }

        /// @param lessons how much had been learned before
        private void note(Step step, ActionOutcome outcome, int lessons) {
            switch (outcome) {
                case ActionOutcome.Done _ -> done(step);
                case ActionOutcome.Refused _ -> {
                    learned |= !isForgotten(step) || run.lessons() > lessons;
                    if (step instanceof Step.Delete delete) {
                        // Whoever was let go does not wait for what they may not do.
                        refused.add(delete);
                        done(delete);
                    }
                }
                case ActionOutcome.Later later -> {
                    run.postpone(later.failure());
                    left++;
                }
                case ActionOutcome.Skipped _ -> left++;
            }
        }

        /// A refusal is kept with the row: where there is none, it alone decides nothing otherwise.
        private static boolean isForgotten(Step step) {
            return step instanceof Step.Delete delete && delete.row() == null;
        }

        private void done(Step step) {
            switch (step) {
                case Step.Keep keep -> served.add(keep.owner());
                case Step.Create create -> served.add(create.owner());
                case Step.Delete delete -> deleted.add(delete.webhookUri());
                case Step.Lose _, Step.Recognise _, Step.Forget _, Step.Orphan _, Step.LetGo _ -> {}
            }
        }

        private static Uni<ActionOutcome> done(Uni<Void> work) {
            return work.replaceWith(new ActionOutcome.Done());
        }

        private static Uni<ActionOutcome> skipped() {
            return Unis.item(new ActionOutcome.Skipped());
        }
    }
}
