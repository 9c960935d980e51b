package io.advicly.calendly.sandbox.state.subscription;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook subscription.
 *
 * @param clientId the app it was made by; another app may or may not see it (open question 5)
 * @param active false is Calendly's {@code disabled}, from which nothing leads back (DOC-wh-err)
 * @param retryStartedAt set while a delivery is being retried
 * @param exhausted a message was given up on since the last success: the next failure disables
 */
public record SandboxSubscription(
        String id,
        String clientId,
        String callbackUrl,
        List<String> events,
        HookScope scope,
        String organizationId,
        @Nullable String userId,
        @Nullable String groupId,
        String creatorId,
        @Nullable String signingKey,
        boolean active,
        @Nullable Instant retryStartedAt,
        boolean exhausted,
        Instant createdAt,
        Instant updatedAt) {

    public SandboxSubscription health(
            boolean stillActive, @Nullable Instant retrying, boolean gaveUp, Instant now) {
        return new SandboxSubscription(
                id,
                clientId,
                callbackUrl,
                events,
                scope,
                organizationId,
                userId,
                groupId,
                creatorId,
                signingKey,
                stillActive,
                retrying,
                gaveUp,
                createdAt,
                now);
    }

    @Override
    public String toString() {
        return "Subscription[" + id + "]";
    }
}
