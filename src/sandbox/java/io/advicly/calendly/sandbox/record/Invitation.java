package io.advicly.calendly.sandbox.record;

import java.time.Instant;

/** An address that was asked to join an organization, and has not answered. */
public record Invitation(String id, String organizationId, String email, Instant createdAt) {}
