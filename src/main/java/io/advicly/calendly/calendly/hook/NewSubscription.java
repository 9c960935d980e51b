package io.advicly.calendly.calendly.hook;

import io.advicly.calendly.security.cipher.SecretString;
import java.net.URI;
import java.util.List;

/// A subscription to be created.
///
/// @param signingKey our own random key; Calendly signs this subscription's deliveries with it
public record NewSubscription(
        SubscriptionOwner owner, URI callbackUrl, List<String> events, SecretString signingKey) {

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "NewSubscription[owner=%s, events=%s]".formatted(owner, events);
    }
}
