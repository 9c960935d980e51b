package io.advicly.calendly.calendly.hook;

import org.jspecify.annotations.Nullable;

/// What a list of subscriptions holds.
public sealed interface ListedSubscription {

    record Read(WebhookSubscription subscription) implements ListedSubscription {}

    /// A record that cannot be read, as far as it tells which subscription it is about: that one is
    /// there, and nothing else is known of it.
    record Unreadable(@Nullable String uri, @Nullable String callbackUrl)
            implements ListedSubscription {

        /// Leaves out the callback URL: its last segment is a secret of a kind.
        @Override
        public String toString() {
            return "Unreadable[uri=%s]".formatted(uri);
        }
    }
}
