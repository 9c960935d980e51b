package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subscription as we hold it.
///
/// @param webhookUri its URI at Calendly; null while PENDING
/// @param callbackUrl where its deliveries arrive
/// @param carrier the connection whose grant it was made with; null when that connection is gone
/// @param keyHeld whether its signing key can be read: one without delivers to nobody
/// @param active whether it is the one active subscription of its owner
/// @param lastError what Calendly said last when something went wrong
public record Subscription(
        UUID id,
        SubscriptionOwner owner,
        @Nullable String webhookUri,
        String callbackUrl,
        SubscriptionState state,
        boolean keyHeld,
        boolean active,
        @Nullable UUID carrier,
        @Nullable String lastError) {

    /// `organization` or `user`, as Calendly says it.
    public String scope() {
        return SubscriptionRow.scopeOf(owner);
    }

    /// The same with the URI that Calendly's list tells, for one whose create was never answered.
    Subscription knownFrom(Listing listing) {
        return listing.subscriptions().stream()
                .filter(it -> webhookUri == null && it.callbackUrl().equals(callbackUrl))
                .findFirst()
                .map(it ->
                        new Subscription(
                                id,
                                owner,
                                it.uri(),
                                callbackUrl,
                                state,
                                keyHeld,
                                active,
                                carrier,
                                lastError))
                .orElse(this);
    }

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "Subscription[id=%s, owner=%s, webhookUri=%s, state=%s]"
                .formatted(id, owner, webhookUri, state);
    }
}
