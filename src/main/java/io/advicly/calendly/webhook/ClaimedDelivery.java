package io.advicly.calendly.webhook;

import java.time.Instant;
import java.util.UUID;

/// A delivery that is this worker's until its lease ends.
///
/// @param attempts how often it was claimed, this time included
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClaimedDelivery(
        UUID id,
        UUID subscriptionId,
        String organizationUri,
        byte[] body,
        int attempts,
        Instant leasedUntil) {}
