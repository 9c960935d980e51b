package io.advicly.calendly.history;

import io.advicly.calendly.testing.Gen;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Habits that Calendly does not document, or is said to have and may change: each history with
/// more steps has its own, as the service has to get on with any of them.
final class Habits {

    private static final List<String> CONFLICTS =
            List.of(
                    "url_organization_user",
                    "url_organization_creator",
                    "url_organization_user_scope",
                    "url_organization");

    private Habits() {}

    /// All switches that a history may have otherwise, so that none stays from the one before; in
    /// an order that is always the same, as a failure tells them.
    static Map<String, Object> drawn(Gen gen) {
        Map<String, Object> all = new TreeMap<>();
        all.put("creator_loss", gen.chance() ? "disable" : "keep");
        all.put("conflict_key", gen.oneOf(CONFLICTS));
        all.put("empty_first_page", gen.upTo(3) == 0);
        all.put("revoke_pair", gen.upTo(3) == 0);
        all.put("page_token_requests", gen.upTo(3) == 0 ? 2 : 0);
        all.put("reschedule_order", gen.chance() ? "created_first" : "canceled_first");
        all.put("omit_scheduled_event", gen.upTo(4) == 0);
        all.put("duplicate_deliveries", gen.upTo(4) == 0 ? 1 : 0);
        all.put("refuse_organization_filter", gen.upTo(4) == 0);
        all.put("renew_timestamp_on_retry", gen.upTo(3) != 0);
        all.put("rotation", gen.upTo(4) == 0 ? "legacy" : "strict");
        return Collections.unmodifiableMap(all);
    }
}
