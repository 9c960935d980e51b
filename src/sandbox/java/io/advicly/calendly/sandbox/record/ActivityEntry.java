package io.advicly.calendly.sandbox.record;

import java.time.Instant;
import java.util.Map;

/** What an owner or admin did, {@code namespace.action}. */
public record ActivityEntry(
        String id,
        String organizationId,
        String actorId,
        String namespace,
        String action,
        Map<String, String> details,
        Instant at) {
    public String fullName() {
        return namespace + "." + action;
    }
}
