package io.advicly.calendly.sandbox.state.booking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who called a meeting off. {@code cancelerType} is {@code host} or {@code invitee}. */
public record Cancellation(
        String canceledBy, @Nullable String reason, String cancelerType, Instant createdAt) {}
