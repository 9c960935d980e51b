package io.advicly.calendly.webhook.inbox;

import io.advicly.calendly.webhook.signature.Authentication;

/// A delivery whose signature holds.
///
/// @param body the raw bytes that were signed
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedDelivery(Authentication.Authentic sender, byte[] body) {}
