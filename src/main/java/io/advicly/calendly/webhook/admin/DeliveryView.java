package io.advicly.calendly.webhook.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A delivery as operators see it.
///
/// @param body the raw body as text; only where one delivery is asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
        UUID id,
        UUID subscriptionId,
        String organizationUri,
        @Nullable String event,
        String state,
        int attempts,
        @Nullable String lastError,
        Instant receivedAt,
        Instant dueAt,
        @Nullable Instant processedAt,
        @Nullable String body) {}
