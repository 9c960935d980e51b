package io.advicly.calendly.webhook;

import java.util.HashMap;
import java.util.Map;

/// The service with little patience with its inbox, and more with the database.
public class LateInboxProfile extends QuietProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(super.getConfigOverrides());
        all.put("calendly.webhook.inbox.patience", "200ms");
        all.put("calendly.database.statement-limit", "3s");
        return all;
    }
}
