package io.advicly.calendly.sandbox.state.grant;

import java.time.Instant;

/** What a user allowed an app: the family that all tokens of one consent belong to. */
public record SandboxGrant(
        String id,
        String clientId,
        String userId,
        String scope,
        Instant createdAt,
        boolean revoked) {

    public SandboxGrant asRevoked() {
        return new SandboxGrant(id, clientId, userId, scope, createdAt, true);
    }
}
