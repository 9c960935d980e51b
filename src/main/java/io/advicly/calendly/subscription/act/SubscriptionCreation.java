package io.advicly.calendly.subscription.act;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.NewSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.connection.token.ConsentNeededException;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.subscription.SubscriptionSettings;
import io.advicly.calendly.subscription.claim.GrantAwayException;
import io.advicly.calendly.subscription.claim.GrantCalls;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.claim.Words;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.plan.AsTold;
import io.advicly.calendly.subscription.plan.Step;
import io.advicly.calendly.subscription.record.CallbackUrls;
import io.advicly.calendly.subscription.record.Intent;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Creates one subscription: intent first, then the call, then the note that it is there.
///
/// A crash or a lost answer leaves a row whose address the next look recognises in Calendly's list,
/// and whose address and key every further attempt uses again: there is never more than one.
@ApplicationScoped
class SubscriptionCreation {

    private static final Logger LOG = Logger.getLogger(SubscriptionCreation.class);

    private final Calendly calendly;
    private final GrantCalls calls;
    private final Subscriptions subscriptions;
    private final SubscriptionSettings settings;
    private final SubscriptionJournal journal;

    SubscriptionCreation(
            Calendly calendly,
            GrantCalls calls,
            Subscriptions subscriptions,
            SubscriptionSettings settings,
            SubscriptionJournal journal) {
        this.calendly = calendly;
        this.calls = calls;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.journal = journal;
    }

    Uni<ActionOutcome> create(Run run, Step.Create step) {
        return run.unusable(step.carrier()) instanceof GrantAwayException away
                ? later(away)
                : intended(run, step);
    }

    private Uni<ActionOutcome> intended(Run run, Step.Create step) {
        return subscriptions
                .intend(run.claim(), step.owner(), step.carrier(), step.intent())
                .chain(intent -> postAndActivate(intent, run, step));
    }

    private Uni<ActionOutcome> postAndActivate(Intent intent, Run run, Step.Create step) {
        return calls.with(run, step.carrier(), access -> post(access, intent))
                .chain(there -> activate(run, step, intent, there))
                .onFailure(SubscriptionCreation::isAnswer)
                .recoverWithUni(failure -> failed(run, step, intent, failure));
    }

    private Uni<ActionOutcome> activate(Run run, Step.Create step, Intent intent, There there) {
        return subscriptions
                .created(
                        run.claim(),
                        step.owner(),
                        intent.id(),
                        there.uri(),
                        step.carrier(),
                        there.asTold())
                .invoke(() -> run.accepts(step.carrier()))
                .chain(() -> journal.created(run, step, there.uri()))
                .replaceWith(new ActionOutcome.Done());
    }

    /// What there is at Calendly now.
    ///
    /// @param asTold what was asked for, and how it was described by the answer of its creation;
    ///   null where that is not known
    private record There(String uri, @Nullable String asTold) {}

    private Uni<There> post(Access access, Intent intent) {
        return CallersContext.keep(
                        calendly.createSubscription(
                                access,
                                new NewSubscription(
                                        intent.owner(),
                                        intent.callbackUrl(),
                                        settings.events(),
                                        intent.signingKey())))
                .map(told -> there(intent, told))
                .onFailure(CalendlyFailure.AlreadyExists.class)
                .recoverWithUni(conflict -> adopt(access, intent, conflict));
    }

    /// What is answered may be somebody else's: the list tells whether ours is there.
    private There there(Intent intent, WebhookSubscription told) {
        String address = intent.callbackUrl().toString();
        if (!AsTold.isAt(address, told)) {
            throw new CalendlyFailure.Unreadable(
                    CalendlyAnswer.none("another subscription was answered"));
        }
        String asTold = AsTold.of(settings.events(), address, told);
        if (!AsTold.isAsAsked(settings.events(), address, told)) {
            LOG.warnf("subscription.told_otherwise subscription=%s %s", told.uri(), asTold);
        }
        return new There(told.uri(), asTold);
    }

    /// The address is ours alone, by its token, and the key went along with it: an earlier attempt
    /// of this very create got through.
    private Uni<There> adopt(Access access, Intent intent, Throwable conflict) {
        String address = intent.callbackUrl().toString();
        Uni<List<WebhookSubscription>> matches =
                CallersContext.keep(
                        calendly.subscriptions(access, intent.owner())
                                .select()
                                .where(ListedSubscription.Read.class::isInstance)
                                .map(it -> ((ListedSubscription.Read) it).subscription())
                                .filter(it ->
                                        CallbackUrls.isSame(it.callbackUrl(), address)
                                                && it.active())
                                .collect()
                                .asList());
        return matches.map(found -> firstFound(found, conflict));
    }

    private static There firstFound(List<WebhookSubscription> found, Throwable conflict) {
        if (found.isEmpty()) {
            throw (CalendlyFailure.AlreadyExists) conflict;
        }
        return new There(found.getFirst().uri(), null);
    }

    /// A failure of our own, such as of the database, says nothing about Calendly.
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof CalendlyFailure
                || failure instanceof ConsentNeededException
                || failure instanceof TryAgain;
    }

    private Uni<ActionOutcome> failed(Run run, Step.Create step, Intent intent, Throwable failure) {
        return switch (failure) {
            case CalendlyFailure.Forbidden forbidden -> forbidden(run, step, intent, forbidden);
            case CalendlyFailure.Rejected _, CalendlyFailure.NotFound _ ->
                    refused(run, step, intent, failure);
            case CalendlyFailure.Unreadable _ -> unanswered(run, step, failure);
            case CalendlyFailure.Unavailable away when away.maybeProcessed() ->
                    unanswered(run, step, failure);
            case GrantAwayException _ ->
                    subscriptions
                            .notSent(run.claim(), intent.id())
                            .replaceWith(new ActionOutcome.Refused(Words.of(failure)));
            case CalendlyFailure.Unauthenticated _ -> died(run, step, intent, failure);
            case ConsentNeededException _ -> died(run, step, intent, failure);
            case CalendlyFailure.Unavailable _ ->
                    subscriptions
                            .notSent(run.claim(), intent.id())
                            .chain(() -> unanswered(run, step, failure));
            default ->
                    subscriptions
                            .notSent(run.claim(), intent.id())
                            .chain(() -> limited(run, step, failure));
        };
    }

    /// Whether somebody else may do it at once is decided with the whole look before us.
    private static Uni<ActionOutcome> unanswered(Run run, Step.Create step, Throwable failure) {
        run.silent(step.carrier());
        var _ = run.limit(step.carrier());
        return later(failure);
    }

    /// Another grant may be used at once; where there is none, this one is tried again later.
    private static Uni<ActionOutcome> limited(Run run, Step.Create step, Throwable failure) {
        run.postpone(failure);
        return run.limit(step.carrier())
                ? Unis.item(new ActionOutcome.Refused(Words.of(failure)))
                : later(failure);
    }

    private Uni<ActionOutcome> forbidden(
            Run run, Step.Create step, Intent intent, CalendlyFailure.Forbidden failure) {
        return switch (failure.reason()) {
            case PLAN ->
                    subscriptions
                            .planNotAllowed(run.claim(), intent.id(), Words.of(failure))
                            .replaceWith(new ActionOutcome.Refused(Words.of(failure)));
            case PERMISSION -> {
                if (step.owner() instanceof SubscriptionOwner.Organization) {
                    run.accountOf(step.carrier())
                            .ifPresent(account ->
                                    run.learn(account, it -> it.seenAs(Role.MEMBER, run.now())));
                    yield subscriptions
                            .refused(run.claim(), intent.id(), Words.of(failure))
                            .replaceWith(new ActionOutcome.Refused(Words.of(failure)));
                }
                yield refused(run, step, intent, failure);
            }
            case SCOPE -> refused(run, step, intent, failure);
        };
    }

    /// This grant is not tried again for a while; another one may be at once.
    private Uni<ActionOutcome> refused(
            Run run, Step.Create step, Intent intent, Throwable failure) {
        String words = Words.of(failure);
        run.learnRefusal(step.carrier(), words);
        return subscriptions
                .refused(run.claim(), intent.id(), words)
                .replaceWith(new ActionOutcome.Refused(words));
    }

    private Uni<ActionOutcome> died(Run run, Step.Create step, Intent intent, Throwable failure) {
        if (failure instanceof CalendlyFailure.Unauthenticated untaken) {
            run.unusable(step.carrier(), untaken);
        } else {
            run.died(step.carrier());
        }
        return subscriptions
                .notSent(run.claim(), intent.id())
                .replaceWith(new ActionOutcome.Refused(Words.of(failure)));
    }

    private static Uni<ActionOutcome> later(Throwable failure) {
        return Unis.item(new ActionOutcome.Later(failure));
    }
}
