package io.advicly.calendly.destination.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.security.cipher.SecretString;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What is to be sent where.
///
/// @param id the same for every repetition: receivers tell repeats by it
/// @param secrets to sign with, the newest first; one at least
public record Sending(String url, String id, String body, List<SecretString> secrets) {

    /// The body of an event, after the Standard Webhooks specification, with whose it is: `data`
    /// alone does not say that of everything, and a backend may be told of several tenants.
    public static String body(Event event) {
        ObjectNode body =
                begun(event.type().code(), event.createdAt(), event.tenantId())
                        .put("user_id", event.userId())
                        .put("connection_id", Objects.toString(event.connectionId(), null));
        return ended(body, event.data());
    }

    /// The body of a trial.
    ///
    /// @param data JSON
    public static String trial(Instant at, String tenantId, String data) {
        ObjectNode body =
                begun("destination.test", at, tenantId).putNull("user_id").putNull("connection_id");
        return ended(body, data);
    }

    private static ObjectNode begun(String type, Instant at, String tenantId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("timestamp", at.toString())
                .put("tenant_id", tenantId);
    }

    private static String ended(ObjectNode body, String data) {
        body.putRawValue("data", new RawValue(data));
        return body.toString();
    }
}
