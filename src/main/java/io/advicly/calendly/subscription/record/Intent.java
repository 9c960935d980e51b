package io.advicly.calendly.subscription.record;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.security.cipher.SecretString;
import java.net.URI;
import java.util.UUID;

/// A subscription that is stored here and about to be created at Calendly.
public record Intent(UUID id, SubscriptionOwner owner, URI callbackUrl, SecretString signingKey) {

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "Intent[id=%s, owner=%s]".formatted(id, owner);
    }
}
