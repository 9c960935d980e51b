package io.advicly.calendly.sandbox.state.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One POST of a delivery.
 *
 * @param timestamp the {@code t} it was signed with
 * @param status the answer, or null when there was none; {@code error} then says why
 */
public record Attempt(
        Instant at, long timestamp, @Nullable Integer status, @Nullable String error, long millis) {

    public boolean succeeded() {
        return status != null && status >= 200 && status < 300;
    }

    /** The one answer that deletes the subscription at once (calendly-api.md 1.8). */
    public boolean gone() {
        return status != null && status == 410;
    }
}
