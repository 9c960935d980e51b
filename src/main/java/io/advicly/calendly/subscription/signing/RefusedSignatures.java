package io.advicly.calendly.subscription.signing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subscription to which deliveries came that none of our keys has signed, and since then none
/// that one has. Either Calendly signs with a key that is not configured, or somebody who knows the
/// address forges: the first is known once Calendly says that it repeats deliveries to it.
///
/// @param deliveries how many
/// @param suspected whether there was more than one, for more than a moment
/// @param confirmed whether Calendly says so
public record RefusedSignatures(
        UUID subscriptionId,
        String organizationUri,
        Instant since,
        Instant lastAt,
        long deliveries,
        boolean suspected,
        boolean confirmed) {

    private static final String TO_DO =
            " Set calendly.webhook.application-keys (CALENDLY_WEBHOOK_APPLICATION_KEYS) to the webhook signing key of"
                    + " the OAuth application, which Calendly shows once, when the application is made; what"
                    + " Calendly repeats is taken in then.";

    /// What an operator is told, and is to do; null while it is nothing yet.
    @Nullable String says() {
        if (confirmed) {
            return "All deliveries are refused: they are signed with a key that is not configured here, and Calendly"
                    + " is repeating them. It disables the subscription a day after the first."
                    + TO_DO;
        }
        return suspected
                ? "All deliveries are refused: Calendly signs with a key that is not configured here, or somebody forges"
                        + " them. Calendly, which is asked every ten minutes, does not say that it repeats any."
                        + TO_DO
                : null;
    }

    /// What the user is told.
    String saysToUser() {
        return ("New meetings are not delivered since %s: Calendly signs them with a key that is not configured here."
                        + " The operator of this service has to set the webhook signing key of its Calendly"
                        + " application.")
                .formatted(since.truncatedTo(ChronoUnit.SECONDS));
    }
}
