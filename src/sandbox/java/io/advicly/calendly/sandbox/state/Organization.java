package io.advicly.calendly.sandbox.state;

import java.time.Instant;

/**
 * An organization.
 *
 * @param stage {@code trial|free|paid}; decides the rate limit (500 or 50 requests a minute,
 *     DOC-rate)
 * @param webhooksAllowed false makes every create of a subscription answer 403 "Please upgrade …"
 *     (RN 2026-11-03)
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
