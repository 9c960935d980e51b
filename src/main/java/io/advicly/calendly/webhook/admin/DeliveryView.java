package io.advicly.calendly.webhook.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A delivery as operators see it in a list.
///
/// @param eventUri the scheduled event that it was about, once it is settled
/// @param attempts how often it was tried to work it off
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
        UUID id,
        UUID subscriptionId,
        String organizationUri,
        @Nullable String event,
        @Nullable String eventUri,
        String state,
        int attempts,
        @Nullable String lastError,
        Instant receivedAt,
        Instant dueAt,
        @Nullable Instant processedAt) {}
