package io.advicly.calendly.subscription.observe;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.token.ConsentNeededException;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.subscription.claim.GrantAwayException;
import io.advicly.calendly.subscription.claim.GrantCalls;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.claim.Words;
import io.advicly.calendly.subscription.knowledge.AccountKnowledge;
import io.advicly.calendly.subscription.knowledge.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads lists of subscriptions at Calendly, all pages, and learns from refusals.
@ApplicationScoped
class SubscriptionLists {

    private final Calendly calendly;
    private final GrantCalls calls;

    SubscriptionLists(Calendly calendly, GrantCalls calls) {
        this.calendly = calendly;
        this.calls = calls;
    }

    /// What came of a call. Why nothing did is noted in the [Run].
    sealed interface Listed {

        record All(SubscriptionOwner owner, List<ListedSubscription> subscriptions)
                implements Listed {

            /// Those that can be read, each once: a list that changes while its pages are read may
            /// have one twice, and what is said last is how it is.
            List<WebhookSubscription> readable() {
                Map<String, WebhookSubscription> byUri = new LinkedHashMap<>();
                for (ListedSubscription one : subscriptions) {
                    if (one instanceof ListedSubscription.Read(WebhookSubscription it)) {
                        byUri.put(it.uri(), it);
                    }
                }
                return List.copyOf(byUri.values());
            }

            List<ListedSubscription.Unreadable> unreadable() {
                return subscriptions.stream()
                        .filter(ListedSubscription.Unreadable.class::isInstance)
                        .map(ListedSubscription.Unreadable.class::cast)
                        .toList();
            }
        }

        record Nothing() implements Listed {}
    }

    /// Only owners and admins may list the organization's; anybody else gets 403
    /// (docs/calendly-api.md 1.8, Rights), which answers the question for the role as well.
    ///
    /// @param needed whether a refusal keeps somebody from being served: else it is not remembered
    Uni<Listed> ofOrganization(Run run, Connection with, boolean needed) {
        String account = with.boundAccount().uri();
        return list(run, with, new SubscriptionOwner.Organization(run.claim().organizationUri()))
                .invoke(found -> run.learn(account, it -> it.seenAs(Role.ADMIN, run.now())))
                .onFailure(SubscriptionLists::isNoAdmin)
                .recoverWithItem(() -> {
                    run.learn(account, it -> it.seenAs(Role.MEMBER, run.now()));
                    return new Listed.Nothing();
                })
                .onFailure()
                .recoverWithUni(failure -> failed(run, with, needed, failure));
    }

    /// Whoever may not see what they have is not asked at each look, unless it is needed.
    ///
    /// @param needed whether a refusal keeps the account, to which `with` is a connection, from
    ///   being served: else it is not remembered
    Uni<Listed> ofAccount(Run run, String account, Connection with, boolean needed) {
        var owner = new SubscriptionOwner.Member(run.claim().organizationUri(), account);
        return list(run, with, owner)
                .invoke(found -> run.learn(account, AccountKnowledge::listed))
                .onFailure(failure -> !needed && isRefusal(failure) && isOf(account, with))
                .invoke(() -> run.mayNotSee(account))
                .onFailure()
                .recoverWithUni(failure -> failed(run, with, needed, failure));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof CalendlyFailure
                && !(failure instanceof TryAgain)
                && !(failure instanceof CalendlyFailure.Unauthenticated);
    }

    private static boolean isOf(String account, Connection with) {
        return with.boundAccount().uri().equals(account);
    }

    private Uni<Listed> list(Run run, Connection with, SubscriptionOwner owner) {
        return calls.with(
                        run,
                        with.id(),
                        access ->
                                CallersContext.keep(
                                        calendly.subscriptions(access, owner).collect().asList()))
                .map(all -> new Listed.All(owner, all));
    }

    /// What goes away by itself is tried again; a refusal is remembered for a while.
    private static Uni<Listed> failed(Run run, Connection with, boolean needed, Throwable failure) {
        if (failure instanceof ConsentNeededException) {
            run.died(with.id());
        } else if (failure instanceof CalendlyFailure.Unauthenticated untaken) {
            run.unusable(with.id(), untaken);
        } else if (failure instanceof TryAgain && !(failure instanceof GrantAwayException)) {
            run.postpone(failure);
            if (failure instanceof CalendlyFailure.Unavailable) {
                run.silent(with.id());
            } else {
                run.unanswered(with.id());
            }
            var _ = run.limit(with.id());
        } else if (failure instanceof CalendlyFailure) {
            if (needed) {
                run.learnRefusal(with.id(), Words.of(failure));
            }
        } else if (!(failure instanceof GrantAwayException)) {
            return Uni.createFrom().failure(failure);
        }
        return Unis.item(new Listed.Nothing());
    }

    static boolean isNoAdmin(Throwable failure) {
        return failure instanceof CalendlyFailure.Forbidden forbidden
                && forbidden.reason() == CalendlyFailure.Forbidden.Reason.PERMISSION;
    }
}
