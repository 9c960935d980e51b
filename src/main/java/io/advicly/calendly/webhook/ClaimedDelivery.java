package io.advicly.calendly.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A delivery that is this worker's until its lease ends.
///
/// @param attempt which try to work it off this is, from 1
/// @param claims how often it was claimed, this time included: also by those who never tried
/// @param waited for how long it had been due when it was claimed
/// @param erasures whether addresses have been erased that its body may hold
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClaimedDelivery(
        UUID id,
        UUID subscriptionId,
        String organizationUri,
        byte[] body,
        int attempt,
        int claims,
        Instant leasedUntil,
        Duration waited,
        boolean erasures) {

    public ClaimedDelivery withBody(byte[] other) {
        return new ClaimedDelivery(
                id,
                subscriptionId,
                organizationUri,
                other,
                attempt,
                claims,
                leasedUntil,
                waited,
                erasures);
    }

    /// Without what people wrote.
    @Override
    public String toString() {
        return "ClaimedDelivery[id=" + id + "]";
    }
}
