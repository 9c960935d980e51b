package io.advicly.calendly.webhook;

/// A delivery whose signature holds.
///
/// @param body the raw bytes that were signed
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignedDelivery(Authentication.Authentic sender, byte[] body) {}
