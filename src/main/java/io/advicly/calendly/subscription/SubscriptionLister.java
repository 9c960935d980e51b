package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.platform.CallersContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// Reads an account's subscriptions at Calendly, all pages of both scopes.
@ApplicationScoped
class SubscriptionLister {

    private final Calendly calendly;

    SubscriptionLister(Calendly calendly) {
        this.calendly = calendly;
    }

    /// Only owners and admins may list (and have) a subscription of the organization; anybody else
    /// gets 403 (calendly-api 1.8, Rights), which answers the question for the role as well.
    Uni<Listing> list(Access access, LinkedAccount account) {
        var organization = new SubscriptionOwner.Organization(account.organizationUri());
        return of(access, organization)
                .chain(all -> withOwn(access, account, organization, all))
                .onFailure(SubscriptionLister::isNoAdmin)
                .recoverWithUni(() -> memberOnly(access, account));
    }

    /// What the account alone sees: all that is left to somebody who may not see the
    /// organization's.
    Uni<Listing> memberOnly(Access access, LinkedAccount account) {
        return withOwn(access, account, member(account), List.of());
    }

    static boolean isNoAdmin(Throwable failure) {
        return failure instanceof CalendlyFailure.Forbidden forbidden
                && forbidden.reason() == CalendlyFailure.Forbidden.Reason.PERMISSION;
    }

    private Uni<Listing> withOwn(
            Access access,
            LinkedAccount account,
            SubscriptionOwner wanted,
            List<WebhookSubscription> others) {
        return of(access, member(account))
                .map(own -> {
                    List<WebhookSubscription> all = new ArrayList<>(others);
                    all.addAll(own);
                    return new Listing(wanted, all);
                });
    }

    private Uni<List<WebhookSubscription>> of(Access access, SubscriptionOwner owner) {
        return CallersContext.keep(calendly.subscriptions(access, owner).collect().asList());
    }

    private static SubscriptionOwner.Member member(LinkedAccount account) {
        return new SubscriptionOwner.Member(account.organizationUri(), account.uri());
    }
}
