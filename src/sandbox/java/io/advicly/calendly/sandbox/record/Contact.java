package io.advicly.calendly.sandbox.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody whom a member knows. */
public record Contact(
        String id,
        String organizationId,
        String ownerId,
        String name,
        String email,
        @Nullable String company,
        Instant createdAt,
        Instant updatedAt) {
    public Contact changed(String newName, String newEmail, Instant now) {
        return new Contact(id, organizationId, ownerId, newName, newEmail, company, createdAt, now);
    }
}
