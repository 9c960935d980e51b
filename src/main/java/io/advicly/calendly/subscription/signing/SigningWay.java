package io.advicly.calendly.subscription.signing;

import java.util.Locale;

/// Whose key signs. Calendly's documentation says that the application's does, and practice that
/// the one does that a subscription was created with (docs/calendly-api.md 1.8, part 3, question
/// 6).
enum SigningWay {
    APPLICATION(1, "the application's key: calendly.webhook.application-keys must stay set"),
    SUBSCRIPTION(100, "each subscription's own key");

    /// After how many deliveries that only this key verifies it is taken for Calendly's way: nobody
    /// but Calendly has the application's, but one subscription may have been made in an odd way.
    final int enough;

    final String says;

    SigningWay(int enough, String says) {
        this.enough = enough;
        this.says = says;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
