package io.advicly.calendly.webhook.attempt;

import io.advicly.calendly.platform.time.BackOff;
import io.advicly.calendly.webhook.queue.Disposition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a delivery that could not be worked off is tried again: after `base`, then twice as long
/// each time up to `max`, shortened by up to half so that what failed together does not come back
/// together; dead after `maxAttempts`. Pure.
record RetryPolicy(int maxAttempts, Duration base, Duration max) {

    /// @param attempts the one that led to `outcome` included
    /// @param jitter 0 (the whole wait) to 1 (half of it)
    Disposition after(Outcome outcome, int attempts, Instant now, double jitter) {
        return switch (outcome) {
            case Outcome.Processed(String event) ->
                    new Disposition.Settled("processed", event, null);
            case Outcome.Ignored(String event, String reason) ->
                    new Disposition.Settled("ignored", event, reason);
            case Outcome.Hopeless(@Nullable String event, String error) ->
                    new Disposition.Settled("dead", event, error);
            case Outcome.ToFetch(String event) -> new Disposition.ToFetch(event);
            case Outcome.Failed failed when attempts >= maxAttempts ->
                    new Disposition.Settled("dead", failed.event(), failed.error());
            case Outcome.Failed failed ->
                    new Disposition.Retry(
                            failed.event(),
                            now.plus(longer(delay(attempts, jitter), failed.notBefore())),
                            failed.error());
        };
    }

    Duration delay(int attempts, double jitter) {
        return BackOff.doubling(base, max).after(attempts, jitter);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
