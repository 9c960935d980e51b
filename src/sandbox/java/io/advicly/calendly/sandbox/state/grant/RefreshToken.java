package io.advicly.calendly.sandbox.state.grant;

import org.jspecify.annotations.Nullable;

/**
 * A refresh token. It has no end in time (DOC-behalf), it ends by being used.
 *
 * @param successor under legacy rotation the access token whose first use ends this one; null
 *     otherwise
 */
public record RefreshToken(
        String token, String grantId, boolean alive, @Nullable String successor) {

    public RefreshToken dead() {
        return new RefreshToken(token, grantId, false, null);
    }

    public RefreshToken until(String accessToken) {
        return new RefreshToken(token, grantId, true, accessToken);
    }

    @Override
    public String toString() {
        return "RefreshToken[" + grantId + "]";
    }
}
