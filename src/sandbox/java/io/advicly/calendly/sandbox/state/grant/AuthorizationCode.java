package io.advicly.calendly.sandbox.state.grant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The code of one consent; lives ten minutes, works once (DOC-behalf).
 *
 * @param grantId the grant it was exchanged for, null while unused
 */
public record AuthorizationCode(
        String code,
        String clientId,
        String userId,
        String redirectUri,
        String scope,
        @Nullable String challenge,
        Instant expiresAt,
        @Nullable String grantId) {

    public AuthorizationCode usedFor(String grant) {
        return new AuthorizationCode(
                code, clientId, userId, redirectUri, scope, challenge, expiresAt, grant);
    }

    public AuthorizationCode expiringAt(Instant end) {
        return new AuthorizationCode(
                code, clientId, userId, redirectUri, scope, challenge, end, grantId);
    }

    @Override
    public String toString() {
        return "AuthorizationCode[" + userId + "]";
    }
}
