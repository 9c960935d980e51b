package io.advicly.calendly.subscription.record;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subscription as we hold it.
///
/// @param webhookUri its URI at Calendly; null while nobody knows of one
/// @param callbackUrl where its deliveries should arrive
/// @param keyHeld whether its signing key can be read: one without delivers to nobody
/// @param active whether it is the one active subscription of its owner
/// @param carrier the connection whose grant it was made with; null when that connection is gone
/// @param create how far its creation is known
/// @param waits whether Calendly has refused something about it lately, and is not asked again yet
/// @param nextTryAt when Calendly is asked again after a refusal
/// @param lastError what Calendly said last when something went wrong
/// @param checkedAt when Calendly last told how it is
/// @param asTold what was asked for when it was created, and how Calendly described it (`AsTold`);
///   null where that is not known
public record Subscription(
        UUID id,
        SubscriptionOwner owner,
        @Nullable String webhookUri,
        String callbackUrl,
        SubscriptionState state,
        boolean keyHeld,
        boolean active,
        @Nullable UUID carrier,
        Creation create,
        boolean waits,
        @Nullable Instant nextTryAt,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant checkedAt,
        @Nullable String asTold) {

    /// What is known of the call that creates it.
    public enum Creation {
        /// Answered, or never sent.
        ANSWERED,
        /// Sent a moment ago and not answered: Calendly may carry it out yet.
        ON_ITS_WAY,
        /// Sent again a moment ago, after a call that was not answered: whatever is known of the
        /// last one, Calendly may carry out the earlier one yet.
        REPEATED,
        /// Sent, and never answered: only Calendly's list can tell.
        LOST
    }

    /// `organization` or `user`, as Calendly says it.
    public String scope() {
        return SubscriptionRow.scopeOf(owner);
    }

    /// Stored before a create, whose address and key every further attempt uses again.
    public boolean isIntent() {
        return webhookUri == null
                && (state == SubscriptionState.PENDING
                        || state == SubscriptionState.REFUSED
                        || state == SubscriptionState.PLAN_NOT_ALLOWED);
    }

    /// Calendly does not want it: for the plan, or for the grant.
    public boolean isRefused() {
        return state == SubscriptionState.REFUSED || state == SubscriptionState.PLAN_NOT_ALLOWED;
    }

    public boolean onItsWay() {
        return webhookUri == null && (create == Creation.ON_ITS_WAY || create == Creation.REPEATED);
    }

    /// Whether another call that creates it may still arrive: Calendly refuses that as long as the
    /// address is taken, and carries it out once what is there is deleted.
    public boolean mayArriveAgain() {
        return create == Creation.REPEATED;
    }

    /// Whether deliveries to it are accepted.
    public boolean isAccepted() {
        return keyHeld && isBelievedIn();
    }

    /// Whether it is, or is about to be, what serves.
    public boolean isBelievedIn() {
        return state == SubscriptionState.ACTIVE || state == SubscriptionState.PENDING;
    }

    /// Whether Calendly may have it although nobody knows its URI.
    public boolean mayBeThere() {
        return webhookUri == null && create != Creation.ANSWERED;
    }

    /// Its token, which tells our addresses apart under whatever public URL.
    public String urlToken() {
        return callbackUrl.substring(callbackUrl.lastIndexOf('/') + 1);
    }

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "Subscription[id=%s, owner=%s, webhookUri=%s, state=%s]"
                .formatted(id, owner, webhookUri, state);
    }
}
