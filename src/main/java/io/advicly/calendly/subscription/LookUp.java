package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.AccountHint;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Consent;
import io.advicly.calendly.connection.ConsentNeededException;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.TryAgain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Steps 5 and 7 of flow 1: whose grant is it, and is that organization's subscription as it should
/// be?
///
/// Where the token reply has named account and organization, both are asked for at the same time:
/// the account, and what is listed for it. The list counts only when `/users/me` agrees.
@ApplicationScoped
public class LookUp {

    private final Consent consent;
    private final AccessTokens tokens;
    private final Calendly calendly;
    private final SubscriptionLister lister;
    private final SubscriptionReconciler reconciler;

    LookUp(
            Consent consent,
            AccessTokens tokens,
            Calendly calendly,
            SubscriptionLister lister,
            SubscriptionReconciler reconciler) {
        this.consent = consent;
        this.tokens = tokens;
        this.calendly = calendly;
        this.lister = lister;
        this.reconciler = reconciler;
    }

    /// How a look-up ended.
    public sealed interface Result {

        /// @param bound the connection of the account that the grant belongs to
        record Found(Connection bound, Reconciled reconciled) implements Result {}

        /// The grant is not good any more, or somebody else has bound it meanwhile.
        record ConsentNeeded() implements Result {}
    }

    /// @param stored holds a grant; its account may be unknown, or not be right any more
    /// @param hint whose grant the token reply says it is
    public Uni<Result> of(Connection stored, Optional<AccountHint> hint) {
        return hint.map(it -> together(stored, it))
                .orElseGet(() -> inTurn(stored))
                .chain(bound ->
                        bound.map(this::reconciled)
                                .orElseGet(() -> Uni.createFrom().item(new Result.ConsentNeeded())))
                .onFailure(ConsentNeededException.class)
                .recoverWithItem(new Result.ConsentNeeded());
    }

    /// @param reconciled empty when that is still to be done
    private record Bound(Connection connection, Optional<Reconciled> reconciled) {}

    private record Answers(Account account, Optional<Listing> listing) {}

    private Uni<Optional<Bound>> inTurn(Connection stored) {
        return tokens.with(stored.id(), calendly::account)
                .chain(account -> consent.bind(stored.id(), account))
                .map(bound -> bound.map(it -> new Bound(it, Optional.empty())));
    }

    /// Lists under the organization's lease: what somebody else changes afterwards is not missed.
    private Uni<Optional<Bound>> together(Connection stored, AccountHint hint) {
        return reconciler.alone(
                hint.organizationUri(),
                () ->
                        tokens.with(
                                stored.id(),
                                access ->
                                        ask(access, hint)
                                                .chain(answers ->
                                                        bind(stored, hint, access, answers))));
    }

    /// Two HTTP calls at the same time, and no session.
    private Uni<Answers> ask(Access access, AccountHint hint) {
        Uni<Account> account = CallersContext.keep(calendly.account(access));
        Uni<Optional<Listing>> listing =
                lister.list(access, hint.account())
                        .map(Optional::of)
                        .onFailure(LookUp::isWrongHint)
                        .recoverWithItem(Optional.empty());
        return CallersContext.keep(Uni.combine().all().unis(account, listing).with(Answers::new));
    }

    private Uni<Optional<Bound>> bind(
            Connection stored, AccountHint hint, Access access, Answers answers) {
        return consent.bind(stored.id(), answers.account())
                .chain(bound ->
                        bound.filter(it -> !it.isLetGo()).isPresent()
                                        && hint.agreesWith(answers.account())
                                ? reconciled(bound.get(), access, answers.listing())
                                : Uni.createFrom()
                                        .item(bound.map(it -> new Bound(it, Optional.empty()))));
    }

    private Uni<Optional<Bound>> reconciled(
            Connection bound, Access access, Optional<Listing> listing) {
        return listing.map(it -> reconciler.reconcileListed(bound, access, it).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(reconciled -> Optional.of(new Bound(bound, reconciled)));
    }

    private Uni<Result> reconciled(Bound bound) {
        return bound.reconciled()
                .map(done -> Uni.createFrom().item(done))
                .orElseGet(() -> reconciler.reconcile(bound.connection()))
                .map(done -> new Result.Found(bound.connection(), done));
    }

    private static boolean isWrongHint(Throwable failure) {
        return failure instanceof CalendlyFailure
                && !(failure instanceof CalendlyFailure.Unauthenticated)
                && !(failure instanceof TryAgain);
    }
}
