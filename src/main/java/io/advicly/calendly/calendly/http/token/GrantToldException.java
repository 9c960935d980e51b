package io.advicly.calendly.calendly.http.token;

import com.fasterxml.jackson.databind.JsonNode;

/// Carries a grant past the OIDC client, which knows one status of success only. Says nothing of
/// it: it is a secret.
final class GrantToldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient JsonNode grant;

    /// @param grant a [PlainGrant]
    GrantToldException(JsonNode grant) {
        super(null, null, false, false);
        this.grant = grant;
    }

    JsonNode grant() {
        return grant;
    }
}
