package io.advicly.calendly.platform.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a person should look at, out of how it is. Pure.
final class Attentions {

    /// Deliveries are visible within a second as a rule.
    private static final long LATE_SECONDS = 60;

    private Attentions() {}

    static List<Overview.Attention> of(
            long dead,
            long ageSeconds,
            Map<String, Long> subscriptions,
            Map<String, Long> connections) {
        List<Overview.Attention> all = new ArrayList<>();
        if (ageSeconds > LATE_SECONDS) {
            all.add(
                    new Overview.Attention(
                            "The oldest delivery has waited for %d seconds to be worked off."
                                    .formatted(ageSeconds),
                            "See what its last attempt says.",
                            "/api/admin/deliveries?state=pending"));
        }
        if (dead > 0) {
            all.add(
                    new Overview.Attention(
                            "%d deliveries were given up.".formatted(dead),
                            "See why, mend it, and have them worked off again.",
                            "/api/admin/deliveries?state=dead"));
        }
        subscriptions(
                all, subscriptions, "disabled", "were disabled by Calendly and not replaced yet");
        subscriptions(all, subscriptions, "refused", "were refused by Calendly");
        subscriptions(
                all,
                subscriptions,
                "plan_not_allowed",
                "are not allowed by the organization's plan");
        subscriptions(
                all, subscriptions, "orphaned", "may live at Calendly and nobody can delete them");
        long lost = connections.getOrDefault("needs_reconnect", 0L);
        if (lost > 0) {
            all.add(
                    new Overview.Attention(
                            "%d users have to connect again.".formatted(lost),
                            "Tell them, or send them a link.",
                            "/api/admin/connections?status=needs_reconnect"));
        }
        return all;
    }

    private static void subscriptions(
            List<Overview.Attention> all, Map<String, Long> states, String state, String what) {
        long count = states.getOrDefault(state, 0L);
        if (count > 0) {
            all.add(
                    new Overview.Attention(
                            "%d subscriptions %s.".formatted(count, what),
                            "See what Calendly says, and when they are tried again.",
                            "/api/admin/subscriptions?state=" + state));
        }
    }
}
