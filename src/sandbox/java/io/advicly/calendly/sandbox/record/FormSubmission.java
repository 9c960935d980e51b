package io.advicly.calendly.sandbox.record;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form that was filled in.
 *
 * @param answers by the question's uuid
 * @param eventTypeId where it led
 * @param inviteeId who booked afterwards, null if nobody did
 */
public record FormSubmission(
        String id,
        String formId,
        Map<String, String> answers,
        String eventTypeId,
        @Nullable String inviteeId,
        Instant createdAt) {}
