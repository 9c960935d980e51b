package io.advicly.calendly.connection;

import java.time.Duration;
import java.time.Instant;

/// When an access token is good, and when its grant is refreshed. Pure; shares of the token's own
/// life, so that it holds for tokens of two hours and of seconds alike.
public record TokenLife(Instant issuedAt, Instant expiresAt) {

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);
    private static final int MARGIN_SHARE = 10;
    private static final int PERCENT = 100;

    /// Good for a call that begins now: a tenth of its life, at most five minutes, is left for it.
    public boolean isFresh(Instant now) {
        Duration share = length().dividedBy(MARGIN_SHARE);
        Duration margin = share.compareTo(LONGEST_MARGIN) < 0 ? share : LONGEST_MARGIN;
        return now.plus(margin).isBefore(expiresAt);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /// @param percent of its life after which the grant is refreshed
    /// @param spread by how many percent of its life that is varied at most, either way
    /// @param random from 0 to 1
    public Instant renewAt(int percent, int spread, double random) {
        double share = (percent + spread * (2 * random - 1)) / PERCENT;
        return issuedAt.plusMillis(Math.round(length().toMillis() * share));
    }

    private Duration length() {
        return Duration.between(issuedAt, expiresAt);
    }
}
