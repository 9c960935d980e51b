package io.advicly.calendly.webhook.inbox;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/// A delivery on its way into the inbox.
///
/// @param dedupeKey SHA-256 of subscription and body
/// @param turn see `FairOrder`
@SuppressWarnings("ArrayRecordComponent") // never compared
record InboxRow(UUID id, SignedDelivery delivery, byte[] dedupeKey, Instant turn) {

    /// The one order in which rows are written, so that no two replicas that are given the same
    /// deliveries wait for each other.
    static final Comparator<InboxRow> BY_KEY =
            Comparator.comparing(InboxRow::dedupeKey, Arrays::compareUnsigned);
}
