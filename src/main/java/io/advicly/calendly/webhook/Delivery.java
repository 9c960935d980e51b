package io.advicly.calendly.webhook;

import org.jspecify.annotations.Nullable;

/// A delivery as it arrived. Nothing of it is believed yet.
///
/// @param urlToken null when its URL has none
@SuppressWarnings("ArrayRecordComponent") // never compared
record Delivery(@Nullable String urlToken, SignatureHeader signature, byte[] body) {}
