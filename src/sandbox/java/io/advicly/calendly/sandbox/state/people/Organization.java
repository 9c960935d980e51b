package io.advicly.calendly.sandbox.state.people;

import java.time.Instant;

/**
 * An organization.
 *
 * @param stage {@code trial|free|paid}; decides the rate limit (500 or 50 requests a minute,
 *     DOC-rate) and, since November 2026, whether subscriptions to routing forms and recaps are
 *     refused (RN 2026-11-03)
 * @param webhooksAllowed false makes every create of a subscription answer 403 "Please upgrade …",
 *     as plans without webhooks did before
 */
public record Organization(
        String id,
        String name,
        String plan,
        String stage,
        boolean webhooksAllowed,
        Instant createdAt,
        Instant updatedAt) {

    public boolean free() {
        return stage.equals("free");
    }
}
