package io.advicly.calendly.sandbox.http;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call that reached the auth host or the API.
 *
 * @param account whose token, code or refresh token it was, as far as it could be told
 * @param status what was answered, 0 when the connection was cut instead
 * @param secrets the credentials header and the body; shown only on demand
 */
public record LoggedRequest(
        long number,
        Instant at,
        String requestId,
        String endpoint,
        String method,
        String path,
        Map<String, String> query,
        @Nullable String grantType,
        @Nullable String account,
        int status,
        @Nullable String fault,
        long micros,
        LoggedSecrets secrets) {}
