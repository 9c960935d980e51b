package io.advicly.calendly.history;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// How a process is configured otherwise than the one beside it, as while an operator changes
/// something: both look at the same subscriptions, and each takes what the other made for wrong.
///
/// @param otherAddress whether its public URL is the site's other address
/// @param fewerEvents whether it wants only the events of invitees
record Variant(boolean otherAddress, boolean fewerEvents) {

    /// What every history ends with: what holds then is asked of this one.
    static final Variant SHIPPED = new Variant(false, false);

    /// @param other where Calendly reaches the same process by another name
    Map<String, String> configuration(URI other) {
        Map<String, String> changed = new HashMap<>();
        if (otherAddress) {
            changed.put("calendly.public-url", other.toString());
        }
        if (fewerEvents) {
            changed.put("calendly.webhook.events", "invitee.created,invitee.canceled");
        }
        return changed;
    }
}
