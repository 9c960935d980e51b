package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.booking.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * A cancellation; the key is absent, not null, where nothing was canceled (calendly-api.md 1.12).
 */
public final class CancellationJson {
    private CancellationJson() {}

    public static ObjectNode of(Cancellation cancellation) {
        return Json.object()
                .put("canceled_by", cancellation.canceledBy())
                .put("reason", cancellation.reason())
                .put("canceler_type", cancellation.cancelerType())
                .put("created_at", Timestamps.of(cancellation.createdAt()));
    }

    static void addTo(ObjectNode json, @Nullable Cancellation cancellation) {
        if (cancellation != null) {
            json.set("cancellation", of(cancellation));
        }
    }
}
