package io.advicly.calendly.webhook;

import java.time.Instant;
import java.util.UUID;

/// A delivery that is this worker's until its lease ends.
///
/// @param attempt which try to work it off this is, from 1
/// @param claims how often it was claimed, this time included: also by those who never tried
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClaimedDelivery(
        UUID id,
        UUID subscriptionId,
        String organizationUri,
        byte[] body,
        int attempt,
        int claims,
        Instant leasedUntil) {}
