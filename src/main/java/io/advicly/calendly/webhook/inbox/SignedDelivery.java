package io.advicly.calendly.webhook.inbox;

import io.advicly.calendly.webhook.signature.Authentication;
import org.jspecify.annotations.Nullable;

/// A delivery whose signature holds.
///
/// @param headers see `DeliveryHeaders`
/// @param body the raw bytes that were signed
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedDelivery(
        Authentication.Authentic sender, byte[] body, @Nullable String headers) {}
