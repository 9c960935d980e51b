package io.advicly.calendly.subscription.controller;

import io.advicly.calendly.connection.organization.DeliveryGaps;
import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Deadline;
import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.subscription.SweepSettings;
import io.advicly.calendly.subscription.act.PlanRunner;
import io.advicly.calendly.subscription.act.SubscriptionJournal;
import io.advicly.calendly.subscription.claim.OrganizationClaims;
import io.advicly.calendly.subscription.claim.OrganizationSettlement;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.claim.Words;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.observe.OrganizationObserver;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.plan.Plan;
import io.advicly.calendly.subscription.plan.SeenJson;
import io.advicly.calendly.subscription.plan.SubscriptionPlanner;
import io.advicly.calendly.subscription.record.ClaimLostException;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Flow 2: leaves an organization with exactly the subscriptions that it should have. The one piece
/// of code that changes subscriptions, and it is given nothing but the organization.
///
/// Observe, decide ([SubscriptionPlanner]), act ([PlanRunner]), settle; again where an answer has
/// taught something. It does not matter why it runs, how often, or where an earlier run was cut.
@ApplicationScoped
public class OrganizationController {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(OrganizationController.class));

    /// Each pass but the last has learned something that the one before could not know.
    private static final int MOST_PASSES = 4;

    /// What a user waits for organizations, all together; the status tells the rest.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(100);

    private final OrganizationClaims claims;
    private final DeliveryGaps gaps;
    private final OrganizationObserver observer;
    private final PlanRunner runner;
    private final SubscriptionJournal journal;
    private final Organizations organizations;
    private final Subscriptions subscriptions;
    private final SweepSettings settings;
    private final Clock clock;
    private final IsolatedContexts contexts;

    OrganizationController(
            OrganizationClaims claims,
            DeliveryGaps gaps,
            OrganizationObserver observer,
            PlanRunner runner,
            SubscriptionJournal journal,
            Organizations organizations,
            Subscriptions subscriptions,
            SweepSettings settings,
            Clock clock,
            IsolatedContexts contexts) {
        this.claims = claims;
        this.gaps = gaps;
        this.observer = observer;
        this.runner = runner;
        this.journal = journal;
        this.organizations = organizations;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.clock = clock;
        this.contexts = contexts;
    }

    /// For one call of a user's, whichever organizations it concerns.
    public Deadline deadline() {
        return new Deadline(clock, PATIENCE);
    }

    /// For a user's call that has marked the organization due: runs until that mark was seen, by
    /// this process or another, or for as long as the call waits. What is left goes on without it.
    public Uni<Void> attend(String organizationUri, Deadline deadline) {
        return CallersContext.keep(
                Uni.createFrom().deferred(() -> attend(organizationUri, deadline.left())));
    }

    private Uni<Void> attend(String organizationUri, Duration patience) {
        Instant until = clock.instant().plus(patience);
        return Patience.of(patience, contexts.run(() -> attendFully(organizationUri, until)))
                .recoverWithItem((Void) null)
                .onFailure()
                .recoverWithItem(failure -> warnNotAttended(failure, organizationUri));
    }

    private static Void warnNotAttended(Throwable failure, String organizationUri) {
        RECURRING.warn(
                "attend " + failure.getClass().getName(),
                () ->
                        "organization.not_attended organization=%s failure=%s"
                                .formatted(organizationUri, failure.getMessage()));
        return null;
    }

    /// Whoever has stopped waiting does not end this: it looks no longer than that by itself.
    private Uni<Void> attendFully(String organizationUri, Instant until) {
        return claims.marks(organizationUri)
                .chain(marks -> attendUntilSeen(marks, organizationUri, until));
    }

    private Uni<Void> attendUntilSeen(long marks, String organizationUri, Instant until) {
        return Multi.createBy()
                .repeating()
                .uni(() -> attendOnce(organizationUri, marks))
                .whilst(goOn -> goOn && clock.instant().isBefore(until))
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether to look again in a moment
    private Uni<Boolean> attendOnce(String organizationUri, long marks) {
        return claims.hasSeen(organizationUri, marks)
                .chain(seen ->
                        seen
                                ? Unis.item(false)
                                : claims.claim(organizationUri).chain(this::runOrWait));
    }

    private Uni<Boolean> runOrWait(Optional<OrganizationClaim> claimed) {
        return claimed.map(it -> run(it).replaceWith(false))
                .orElseGet(() -> CallersContext.pause(POLL).replaceWith(true));
    }

    /// Reconciles a claimed organization. Never fails: what went wrong is written down, and tried
    /// again.
    Uni<Void> run(OrganizationClaim claim) {
        return claims.holding(
                        claim,
                        held -> {
                            Run run = new Run(claim, held, settings.every().multipliedBy(4));
                            return passes(run).chain(last -> settle(run, last));
                        })
                .onFailure()
                .recoverWithUni(failure -> failed(claim, failure));
    }

    private Uni<Ending> passes(Run run) {
        return Multi.createBy()
                .repeating()
                .uni(() -> pass(run))
                .whilst(Ending::goesOn)
                .select()
                .first(MOST_PASSES)
                .collect()
                .last();
    }

    private Uni<Ending> pass(Run run) {
        return observer.observe(run).chain(seen -> decideAndAct(seen, run));
    }

    private Uni<Ending> decideAndAct(Observation seen, Run run) {
        Plan plan = SubscriptionPlanner.plan(seen);
        return gaps.open(run.claim().organizationUri(), plan.missing())
                .chain(() -> runner.run(run, plan))
                .map(progress -> new Ending(run, seen, plan, progress));
    }

    private Uni<Void> settle(Run run, Ending last) {
        CheckSchedule schedule = schedule();
        Map<UUID, Instant> waits = last.waits();
        run.keepOnly(last.seen().members());
        OrganizationSettlement end =
                new OrganizationSettlement(
                        last.undone()
                                ? schedule.afterFailure(
                                        run.claim().attempts(), run.postponed().orElse(null))
                                : schedule.afterSuccess(
                                        run, last.seen(), last.plan(), waits.values()),
                        last.undone(),
                        last.served(),
                        last.needed(),
                        OrganizationClaim.json(run.accounts()),
                        SeenJson.of(last.seen(), last.plan(), waits),
                        last.words());
        return claims.settle(run.claim(), end)
                .chain(settled -> tellAndJournal(settled, run, last, end));
    }

    private Uni<Void> tellAndJournal(
            OrganizationClaims.Settled settled, Run run, Ending last, OrganizationSettlement end) {
        return settled.ours()
                ? tellOthers(run, last)
                        .chain(() -> journal.reconciled(run, end.outcome()))
                        .chain(() -> settled.healed() > 0 ? journal.healed(run) : Unis.nothing())
                : overtaken(run.claim());
    }

    /// Whatever a process does that has lost its claim without knowing, whoever has it now has not
    /// seen.
    private Uni<Void> overtaken(OrganizationClaim claim) {
        return organizations.markOvertaken(claim.organizationUri());
    }

    /// An account that was moved is let go where it is now, which is news there; one that is let go
    /// may be needed where it was, which is waited for until that is done.
    private Uni<Void> tellOthers(Run run, Ending last) {
        Set<String> homes =
                run.tally().isEmpty()
                        ? Set.of()
                        : last.seen().members().stream()
                                .filter(it -> it.stay() == Member.Stay.ELSEWHERE)
                                .flatMap(it -> run.homeOf(it.connection()).stream())
                                .collect(Collectors.toSet());
        homes.forEach(run::concerns);
        return Multi.createFrom()
                .iterable(run.others())
                .onItem()
                .transformToUniAndConcatenate(it -> tell(it, homes.contains(it)))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> tell(String organizationUri, boolean news) {
        return news
                ? organizations.markDue(organizationUri)
                : organizations.markWaitedFor(organizationUri);
    }

    private Uni<Void> failed(OrganizationClaim claim, Throwable failure) {
        if (failure instanceof ClaimLostException) {
            return overtaken(claim).onFailure().recoverWithNull();
        }
        if (failure instanceof TryAgain) {
            RECURRING.warn(
                    "run " + failure.getClass().getName(),
                    () ->
                            "organization.postponed organization=%s failure=%s"
                                    .formatted(claim.organizationUri(), failure.getMessage()));
        } else {
            RECURRING.error(
                    "run " + failure.getClass().getName(),
                    failure,
                    () -> "organization.failed organization=%s".formatted(claim.organizationUri()));
        }
        return claims.release(
                        claim,
                        schedule().afterFailure(claim.attempts(), failure),
                        Words.of(failure))
                .onFailure()
                .recoverWithItem(false)
                .replaceWithVoid();
    }

    private CheckSchedule schedule() {
        return new CheckSchedule(
                settings, subscriptions.createPatience(), ThreadLocalRandom.current().nextDouble());
    }
}
