package io.advicly.calendly.webhook.queue;

import io.advicly.calendly.webhook.ClaimedDelivery;
import java.util.List;

/// What a worker has claimed with one statement.
///
/// @param more whether there may be more that is due: it was too many, or too large, for this one
public record Claim(List<ClaimedDelivery> deliveries, boolean more) {

    public static final Claim NOTHING = new Claim(List.of(), false);
}
