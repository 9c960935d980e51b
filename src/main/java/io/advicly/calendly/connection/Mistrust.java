package io.advicly.calendly.connection;

import io.advicly.calendly.platform.time.BackOff;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Calendly has thought lately of tokens that were just made: a grant whose fresh tokens it
/// refuses is not used up for more of them, and not left alone for their whole life either. Pure.
///
/// @param refused whether it has refused the last one, and taken none since
/// @param refusals how many it has refused, not long ago
/// @param untilRenewal for how long the grant is left alone yet where a token is refused
public record Mistrust(boolean refused, int refusals, Duration untilRenewal) {

    public static final Mistrust NONE = new Mistrust(false, 0, Duration.ZERO);

    /// To an hour and four minutes: the next one would outlast the token.
    private static final BackOff PAUSES =
            BackOff.fourfold(Duration.ofMinutes(1), Duration.ofMinutes(64));

    /// A token lives two hours (docs/calendly-api.md 1.3): what was refused before that is another
    /// story.
    private static final Duration REMEMBERED = Duration.ofHours(2);

    /// @param retryAt when the pause after the last refusal is over; null before the first
    /// @param now by the database's clock
    static Mistrust of(boolean refused, int refusals, @Nullable Instant retryAt, Instant now) {
        if (retryAt == null) {
            return new Mistrust(refused, 0, Duration.ZERO);
        }
        boolean old = now.isAfter(retryAt.plus(REMEMBERED));
        Duration left = now.isBefore(retryAt) ? Duration.between(now, retryAt) : Duration.ZERO;
        return new Mistrust(refused, old ? 0 : refusals, left);
    }

    /// Whether a refused token is a reason to make a new one.
    public boolean mayRenew() {
        return untilRenewal.isZero();
    }

    /// How long the grant is left alone once Calendly has refused one more.
    public Duration nextPause() {
        return PAUSES.after(refusals + 1);
    }
}
