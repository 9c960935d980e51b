package io.advicly.calendly.sandbox.state.grant;

import java.time.Instant;

/** What a user allowed an app: the family that all tokens of one consent belong to. */
public record Grant(
        String id,
        String clientId,
        String userId,
        String scope,
        Instant createdAt,
        boolean revoked) {

    public Grant asRevoked() {
        return new Grant(id, clientId, userId, scope, createdAt, true);
    }
}
