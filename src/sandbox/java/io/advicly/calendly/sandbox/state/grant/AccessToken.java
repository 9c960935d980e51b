package io.advicly.calendly.sandbox.state.grant;

import java.time.Instant;

/**
 * A bearer token.
 *
 * @param used under legacy rotation the first use of a new token is what kills the old refresh
 *     token (DOC-rotate)
 */
public record AccessToken(
        String token,
        String grantId,
        Instant createdAt,
        Instant expiresAt,
        boolean revoked,
        boolean used) {

    public boolean aliveAt(Instant now) {
        return !revoked && now.isBefore(expiresAt);
    }

    public AccessToken asRevoked() {
        return new AccessToken(token, grantId, createdAt, expiresAt, true, used);
    }

    public AccessToken asUsed() {
        return new AccessToken(token, grantId, createdAt, expiresAt, revoked, true);
    }

    public AccessToken expiringAt(Instant end) {
        return new AccessToken(token, grantId, createdAt, end, revoked, used);
    }

    @Override
    public String toString() {
        return "AccessToken[" + grantId + "]";
    }
}
