package io.advicly.calendly.webhook;

import java.util.List;

/// What a worker has claimed with one statement.
///
/// @param more whether there may be more that is due: it was too many, or too large, for this one
record Claim(List<ClaimedDelivery> deliveries, boolean more) {

    static final Claim NOTHING = new Claim(List.of(), false);
}
