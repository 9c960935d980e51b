package io.advicly.calendly.sandbox.happening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.wire.Timestamps;
import java.time.Instant;

/** All that is told of a contact or a recap that is gone (RN 2026-05-27, RN 2026-07-22). */
final class Tombstone {
    private Tombstone() {}

    static ObjectNode of(String uri, Instant now) {
        return Json.object().put("uri", uri).put("deleted_at", Timestamps.of(now));
    }
}
