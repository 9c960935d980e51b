package io.advicly.calendly.webhook.signature;

import io.advicly.calendly.webhook.KeyKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who sent a delivery.
public sealed interface Authentication {

    /// @param organizationUri the organization that the subscription belongs to
    /// @param late whether it was signed longer ago than a first attempt takes: a repeat that keeps
    ///   the time of the first attempt
    record Authentic(UUID subscriptionId, String organizationUri, KeyKind key, boolean late)
            implements Authentication {}

    /// No subscription has this URL token: said whatever the signature, so that nobody can try
    /// signatures on tokens.
    record UnknownToken() implements Authentication {}

    /// @param subscriptionId null when the delivery came without an URL token
    record Refused(RejectionReason reason, @Nullable UUID subscriptionId)
            implements Authentication {}

    /// Nobody knows: too much has been hashed lately to try this one.
    record Untried() implements Authentication {}

    /// Correctly signed, but no JSON.
    record NotJson() implements Authentication {}
}
