package io.advicly.calendly.sandbox.record;

import java.time.Instant;
import java.util.List;

/** A form that leads whoever fills it in to an event type. */
public record RoutingForm(
        String id,
        String organizationId,
        String name,
        List<FormQuestion> questions,
        Instant createdAt) {}
