package io.advicly.calendly.destination.send;

import io.advicly.calendly.security.cipher.SecretString;
import java.util.List;

/// What is to be sent where.
///
/// @param id the same for every repetition: receivers tell repeats by it
/// @param secrets to sign with, the newest first; one at least
public record Sending(String url, String id, String body, List<SecretString> secrets) {

    /// The body of an event, after the Standard Webhooks specification.
    ///
    /// @param timestamp when it happened, as ISO-8601
    /// @param data JSON
    public static String body(String type, String timestamp, String data) {
        return "{\"type\":\""
                + type
                + "\",\"timestamp\":\""
                + timestamp
                + "\",\"data\":"
                + data
                + "}";
    }
}
