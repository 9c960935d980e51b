package io.advicly.calendly.webhook.signature;

import io.advicly.calendly.platform.text.CleanText;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept of a delivery's headers for whoever looks into it: a few that are known to be
/// harmless, each shortened. Of the signature only its time: the rest proves nothing later.
public final class DeliveryHeaders {

    private static final List<String> KEPT =
            List.of(
                    "Content-Type",
                    "Content-Length",
                    "User-Agent",
                    "X-Request-Id",
                    "Traceparent",
                    "Calendly-Hook-Id");

    private static final int MAX_VALUE = 200;

    private DeliveryHeaders() {}

    /// As a JSON object of texts.
    public static String of(HttpServerRequest request, SignatureHeader.Signed signature) {
        JsonObject kept = new JsonObject();
        for (String name : KEPT) {
            String value = request.getHeader(name);
            if (value != null) {
                kept.put(name, CleanText.shortened(CleanText.of(value), MAX_VALUE));
            }
        }
        return kept.put(SignatureHeader.NAME, "t=" + signature.timestamp()).encode();
    }

    /// As they are shown.
    static @Nullable JsonObject parse(@Nullable String stored) {
        return stored == null ? null : new JsonObject(stored);
    }
}
